package dev.clew.instrumentation.acceptance;

import static dev.clew.instrumentation.acceptance.Programs.answer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.http.TracingHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A client of {@link EmpApi}, which makes a request whenever it is asked to.
final class EmpClient {
  private EmpClient() {}

  /// Listens, until it is ended.
  public static void main(String[] args) throws IOException {
    Tracing.init();
    HttpClient client =
        TracingHttpClient.wrap(
            HttpClient.newHttpClient(),
            HttpTracing.builder()
                .clientNames((method, route, host, path) -> "client-request")
                .build());
    HttpServer server = Programs.server();
    server.createContext("/go", exchange -> go(client, exchange));
    Programs.serve(server);
  }

  private static void go(HttpClient client, HttpExchange exchange) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Programs.variable("API_URL") + "/api/jobs"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      String trace = answer.headers().firstValue("traceparent").orElseThrow();
      exchange.getResponseHeaders().set("x-trace-id", trace.split("-")[1]);
      answer(exchange, 200, "{}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
