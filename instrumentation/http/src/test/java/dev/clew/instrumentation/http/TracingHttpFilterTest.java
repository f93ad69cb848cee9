package dev.clew.instrumentation.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

class TracingHttpFilterTest extends ServerContract {
  @Override
  TestServer start(HttpTracing options) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TracingHttpFilter tracing = new TracingHttpFilter(options);
    add(server, "/auth/login", exchange -> answer(exchange, 200, "ok"), tracing);
    add(
        server,
        "/api/orders/",
        exchange -> {
          HttpTracing.route("/api/orders/{id}");
          Tracing.withSpan("work", () -> {});
          answer(exchange, 200, "order");
        },
        tracing);
    add(
        server,
        "/fail",
        exchange -> {
          throw new IllegalStateException("no stock");
        },
        tracing);
    add(server, "/broken", exchange -> answer(exchange, 503, "broken"), tracing);
    add(server, "/health", exchange -> answer(exchange, 200, "healthy"), tracing);
    add(
        server,
        "/chain",
        exchange -> {
          Tracing.withSpan("work", () -> {});
          answer(exchange, 200, "ok");
        },
        tracing,
        TracingHttpFilter.middleware("auth", passing()),
        TracingHttpFilter.middleware("rateLimit", passing()));
    server.start();
    return new TestServer() {
      @Override
      public int port() {
        return server.getAddress().getPort();
      }

      @Override
      public void close() {
        server.stop(0);
      }
    };
  }

  private static void add(HttpServer server, String path, HttpHandler handler, Filter... filters) {
    HttpContext context = server.createContext(path, handler);
    context.getFilters().addAll(List.of(filters));
  }

  private static Filter passing() {
    return Filter.beforeHandler("passes on", exchange -> {});
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
