package dev.clew.instrumentation.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// The examples of `docs/library/modules.md` about HTTP, to be compiled and run; {@link DocTest}
/// compares the two.
final class DocExamples {
  private DocExamples() {}

  static String serverAndClient(HttpHandler handler) throws IOException, InterruptedException {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/orders", handler).getFilters().add(HttpTracing.tracingMiddleware());
    HttpClient client = TracingHttpClient.wrap(HttpClient.newHttpClient());
    server.start();
    try {
      URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/orders");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } finally {
      server.stop(0);
    }
  }

  static List<Filter> servlets(Filter authFilter) {
    HttpTracing http =
        HttpTracing.builder()
            .capturedRequestHeaders("x-tenant")
            .user(
                header -> new RequestUser(header.apply("x-user-id"), null, header.apply("x-plan")))
            .errorAnswer(error -> ErrorAnswer.json(500, "{\"error\":\"sorry\"}"))
            .build();
    Filter tracing = new TracingFilter(http);
    Filter auth = TracingFilter.middleware("auth", authFilter);
    return List.of(tracing, auth);
  }
}
