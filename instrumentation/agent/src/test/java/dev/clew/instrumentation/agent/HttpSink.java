package dev.clew.instrumentation.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// A backend that takes everything, and remembers where it was sent to.
final class HttpSink implements AutoCloseable {
  private final HttpServer server;
  private final Set<String> paths = new ConcurrentSkipListSet<>();

  HttpSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /// Those that something was sent to.
  Set<String> paths() {
    return paths;
  }

  private void take(HttpExchange exchange) throws IOException {
    if (exchange.getRequestBody().readAllBytes().length > 0) {
      paths.add(exchange.getRequestURI().getPath());
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
