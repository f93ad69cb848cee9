package dev.clew.instrumentation.acceptance;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.OperationNames;
import dev.clew.instrumentation.OperationTracer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A gateway to blueprints: one request reads them all, one reads one through a cache, and one asks
/// a generator that never answers.
final class GatewayService implements AutoCloseable {
  private static final OperationTracer TARGETS =
      OperationTracer.create(Tracing.tracer("gateway")).withNames(OperationNames.PLAIN_TARGET);
  private static final OperationTracer KEYS =
      OperationTracer.create(Tracing.tracer("gateway")).withNames(OperationNames.DOTTED_KEYS);

  private final HttpServer server;
  private final ServerSocket silentGenerator;

  GatewayService() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    silentGenerator = new ServerSocket(0, 50, here);
    server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    HttpContext list = context("/api/blueprints", GatewayService::list);
    list.getFilters().add(middleware("rateLimit", 1));
    context("/api/blueprints/123", GatewayService::read);
    context("/api/iac/generate", this::generate);
    server.start();
  }

  String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  private HttpContext context(String path, HttpHandler handler) {
    HttpContext context = server.createContext(path, handler);
    HttpTracing http =
        HttpTracing.builder()
            .serverNames((method, route, host, asked) -> method + " " + asked)
            .responseSpan(true)
            .build();
    context.getFilters().add(new TracingHttpFilter(http));
    context.getFilters().add(middleware("auth", 2));
    return context;
  }

  private static Filter middleware(String name, long millis) {
    return TracingHttpFilter.middleware(name, Filter.beforeHandler(name, exchange -> work(millis)));
  }

  private static void list(HttpExchange exchange) throws IOException {
    TARGETS.traceDatabaseOperation(
        "SELECT", "blueprints", () -> work(45), "db.system", "postgresql");
    exchange.sendResponseHeaders(200, -1);
  }

  private static void read(HttpExchange exchange) throws IOException {
    HttpTracing.route("/api/blueprints/{id}");
    String blueprint = KEYS.traceCacheOperation("get", "blueprint:123", () -> nothingAfter(1));
    if (blueprint == null) {
      KEYS.traceDatabaseOperation("SELECT", "blueprints", () -> work(35));
      KEYS.traceCacheOperation("set", "blueprint:123", () -> work(2));
    }
    exchange.sendResponseHeaders(200, -1);
  }

  private void generate(HttpExchange exchange) throws IOException {
    try {
      KEYS.<String, Exception>traceCircuitBreakerCall(
          "iac-generator",
          "iac",
          () -> KEYS.traceExternalCall("iac-generator", "POST", "/generate", this::generated),
          "cached_template",
          () -> {
            work(5);
            return "template";
          });
    } catch (Exception e) {
      throw new IOException(e);
    }
    exchange.sendResponseHeaders(200, -1);
  }

  private String generated() throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + silentGenerator.getLocalPort() + "/generate");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static @Nullable String nothingAfter(long millis) {
    work(millis);
    return null;
  }

  private static void work(long millis) {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    silentGenerator.close();
  }
}
