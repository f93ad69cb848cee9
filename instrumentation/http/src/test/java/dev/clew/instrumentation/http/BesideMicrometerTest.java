package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.test.CollectedSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Micrometer's observations, whose spans come from the same OpenTelemetry.
class BesideMicrometerTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private final ObservationRegistry observations = ObservationRegistry.create();

  @BeforeEach
  void bridge() {
    Tracer tracer = spans.openTelemetry().getTracer("micrometer");
    OtelTracer bridged = new OtelTracer(tracer, new CurrentSpan(), event -> {});
    OtelPropagator headers = new OtelPropagator(spans.openTelemetry().getPropagators(), tracer);
    // As Spring Boot has it: the first that fits makes the span.
    observations
        .observationConfig()
        .observationHandler(
            new FirstMatchingCompositeObservationHandler(
                new PropagatingReceiverTracingObservationHandler<>(bridged, headers),
                new PropagatingSenderTracingObservationHandler<>(bridged, headers),
                new DefaultTracingObservationHandler(bridged)));
  }

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
          .await(5)
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

  /// The current span, whoever made it. Micrometer's own looks at what it made itself first, and
  /// would make an observation in a span of another a sibling of that span.
  private static final class CurrentSpan extends OtelCurrentTraceContext {
    @Override
    public @Nullable TraceContext context() {
      SpanContext current = Span.current().getSpanContext();
      TraceContext known = super.context();
      boolean isKnown = known != null && known.spanId().equals(current.getSpanId());
      return isKnown || !current.isValid() ? known : OtelTraceContext.fromOtel(current);
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
