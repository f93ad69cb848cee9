package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.MicrometerBridge;
import dev.clew.instrumentation.test.CollectedSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Micrometer's observations, whose spans come from the same OpenTelemetry.
class BesideMicrometerTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private final ObservationRegistry observations =
      MicrometerBridge.observations(spans.openTelemetry());

  private Observation observation(String name) {
    return Observation.createNotStarted(name, observations);
  }

  @Test
  void spansAndObservationsAreChildrenOfEachOther() {
    observation("checkout")
        .observe(
            () ->
                Tracing.withSpan(
                    "order.process",
                    () ->
                        observation("pay")
                            .observe(() -> Tracing.withSpan("card.charge", () -> {}))));
    Tracing.withSpan("import", () -> observation("parse").observe(() -> {}));
    spans.assertTree(
        """
        checkout
          order.process
            pay
              card.charge
        import
          parse
        """);
  }

  @Test
  void aRequestThatIsObservedHasOneSpanOnEachSide() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService workers = Executors.newCachedThreadPool();
    server.setExecutor(workers);
    server
        .createContext(
            "/orders",
            exchange -> {
              Tracing.withSpan("work", () -> {});
              exchange.sendResponseHeaders(204, -1);
              exchange.close();
            })
        .getFilters()
        .addAll(List.of(new ObservedServer(), new TracingHttpFilter()));
    server.start();
    try {
      HttpClient client = TracingHttpClient.wrap(HttpClient.newHttpClient());
      URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/orders");
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("x-request-id", "r-17");
      SenderContext<HttpRequest.Builder> sender =
          new SenderContext<>(
              (to, name, value) -> Objects.requireNonNull(to).header(name, value), Kind.CLIENT);
      sender.setCarrier(request);
      HttpResponse<Void> answer =
          Observation.createNotStarted("http.client.requests", () -> sender, observations)
              .observeChecked(() -> client.send(request.build(), BodyHandlers.discarding()));
      assertThat(client.sendAsync(request.build(), BodyHandlers.discarding()).get().statusCode())
          .isEqualTo(204);

      spans
          .await(6)
          .assertTree(
              """
              http.client.requests  CLIENT
                http.server.requests  SERVER
                  . correlation.id = "r-17"
                  work
              GET  CLIENT
                http.server.requests  SERVER
                  work
              """);
      assertThat(answer.headers().firstValue("x-correlation-id")).hasValue("r-17");
      assertThat(answer.headers().firstValue("traceparent").orElse(""))
          .contains(spans.all().get(0).getTraceId());
    } finally {
      server.stop(0);
      workers.shutdown();
    }
  }

  /// What a framework does with each request.
  private final class ObservedServer extends Filter {
    @Override
    public String description() {
      return "observes requests";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      ReceiverContext<HttpExchange> receiver =
          new ReceiverContext<>(
              (from, name) -> from.getRequestHeaders().getFirst(name), Kind.SERVER);
      receiver.setCarrier(exchange);
      Observation.createNotStarted("http.server.requests", () -> receiver, observations)
          .observeChecked(() -> chain.doFilter(exchange));
    }
  }
}
