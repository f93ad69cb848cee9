package dev.clew.instrumentation.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An application that knows nothing of tracing, and fails at what it is asked for under `/fail`.
///
/// Its arguments are paths, which it asks itself for, with a password in a header.
final class PlainErrors {
  private PlainErrors() {}

  public static void main(String[] paths) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService workers = Executors.newCachedThreadPool();
    server.setExecutor(workers);
    server.createContext("/", PlainErrors::answer);
    server.start();
    try {
      for (String path : paths) {
        Loopback.get(
            server.getAddress().getPort(), path, List.of("authorization: Basic aHVudGVyMg=="));
      }
    } finally {
      server.stop(0);
      workers.shutdown();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    boolean fails = exchange.getRequestURI().getPath().startsWith("/fail");
    exchange.sendResponseHeaders(fails ? 500 : 200, -1);
    exchange.close();
  }
}
