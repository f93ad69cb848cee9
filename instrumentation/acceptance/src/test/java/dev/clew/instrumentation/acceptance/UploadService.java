package dev.clew.instrumentation.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.ErrorAnswer;
import dev.clew.instrumentation.http.HttpSpanNames;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// A service that takes uploads and finds that one of the files may not be uploaded.
final class UploadService implements AutoCloseable {
  private final HttpServer server;

  /// A file that may not be uploaded.
  private static final class ValidationError extends Exception {
    private static final long serialVersionUID = 1;

    ValidationError(String message) {
      super(message);
    }
  }

  UploadService() throws IOException {
    HttpTracing http =
        HttpTracing.builder()
            .serverNames(HttpSpanNames.HTTP_METHOD_ROUTE)
            .errorAnswer(error -> ErrorAnswer.json(400, "{\"error\":\"Validation failed\"}"))
            .build();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext("/api/upload", UploadService::upload)
        .getFilters()
        .add(new TracingHttpFilter(http));
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/api/upload";
  }

  private static void upload(HttpExchange exchange) throws IOException {
    work(10);
    Tracing.withSpan(
        "upload",
        () -> {
          Tracing.setAttribute("file.count", 5);
          work(2490);
          try {
            validate();
          } catch (ValidationError e) {
            Tracing.recordException(e);
            throw new IllegalArgumentException("Validation failed", e);
          }
        });
    exchange.sendResponseHeaders(200, -1);
  }

  private static void validate() throws ValidationError {
    throw new ValidationError("Invalid file type");
  }

  private static void work(long millis) {
    try {
      Thread.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
