package dev.clew.instrumentation.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Operations;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderRouteTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"2.028", "2.030", "2.041", "2.042", "2.043", "2.044"})
  void aRouteMakesItsOwnSpanDownToTheRepository() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext("/api/orders", OrderRouteTest::create)
        .getFilters()
        .add(new TracingHttpFilter());
    server.start();
    try {
      URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/api/orders");
      HttpRequest request =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("user-123")).build();
      HttpClient client = HttpClient.newHttpClient();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(201);
    } finally {
      server.stop(0);
    }
    spans
        .await(4)
        .assertTree(
            """
            POST /api/orders  SERVER
              api.orders.create  OK
                . http.method = "POST"
                . http.url = "/api/orders"
                . order.userId = "user-123"
                OrderRepository.create
                  db.insert.orders  CLIENT
                    . db.system = "postgresql"
                    . db.name = "servio"
                    . db.operation = "INSERT"
                    . db.table = "orders"
                    . db.duration = ?
            """);
  }

  private static void create(HttpExchange exchange) throws IOException {
    try (ClewSpan span =
        Tracing.openSpan(
            "api.orders.create",
            "http.method",
            exchange.getRequestMethod(),
            "http.url",
            exchange.getRequestURI())) {
      String user = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      span.setAttribute("order.userId", user);
      Tracing.withSpan(
          "OrderRepository.create",
          () ->
              Operations.traceDatabaseOperation(
                  "INSERT", "orders", () -> {}, "db.system", "postgresql", "db.name", "servio"));
      span.setStatus(StatusCode.OK);
    }
    exchange.sendResponseHeaders(201, -1);
    exchange.close();
  }
}
