package dev.clew.instrumentation.spi.export;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Backends on a port of their own, of every bad manner.
final class Backend implements AutoCloseable {
  private final AutoCloseable server;
  private final int port;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /// One request as it came.
  record Request(String method, String path, Map<String, String> headers, byte[] body) {}

  /// What happens on one connection.
  private interface Conversation {
    void hold(Socket connection) throws Exception;
  }

  private Backend(Iterator<Integer> statuses) throws IOException {
    HttpServer http = HttpServer.create(loopback(), 0);
    ExecutorService workers = Executors.newCachedThreadPool();
    http.setExecutor(workers);
    http.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
          requests.add(
              new Request(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  headers,
                  exchange.getRequestBody().readAllBytes()));
          byte[] answer = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
          synchronized (statuses) {
            exchange.sendResponseHeaders(statuses.hasNext() ? statuses.next() : 200, answer.length);
          }
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
    port = http.getAddress().getPort();
    server =
        () -> {
          http.stop(0);
          workers.shutdownNow();
        };
  }

  private Backend(Conversation conversation) throws IOException {
    ServerSocket listening = new ServerSocket();
    listening.bind(loopback());
    port = listening.getLocalPort();
    List<Socket> open = new CopyOnWriteArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket connection = listening.accept();
                  open.add(connection);
                  conversation.hold(connection);
                }
              } catch (Exception e) {
                assert listening.isClosed() : e;
              }
            });
    thread.start();
    server =
        () -> {
          listening.close();
          for (Socket one : open) {
            one.close();
          }
          thread.join();
        };
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// Answers with these codes, one after the other, and then with 200.
  static Backend answering(Integer... statuses) throws IOException {
    return new Backend(List.of(statuses).iterator());
  }

  /// Takes connections and never says a word.
  static Backend hanging() throws IOException {
    return new Backend(connection -> {});
  }

  /// Promises an answer and does not finish it.
  static Backend stalling() throws IOException {
    return new Backend(
        connection -> {
          OutputStream out = connection.getOutputStream();
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
                  .getBytes(StandardCharsets.US_ASCII));
          out.flush();
        });
  }

  /// Reads the beginning of a request and closes the connection.
  static Backend closing() throws IOException {
    return new Backend(
        connection -> {
          InputStream in = connection.getInputStream();
          if (in.read(new byte[16]) > 0) {
            connection.close();
          }
        });
  }

  /// A port where nothing listens.
  static int nowhere() throws IOException {
    try (ServerSocket gone = new ServerSocket()) {
      gone.bind(loopback());
      return gone.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
