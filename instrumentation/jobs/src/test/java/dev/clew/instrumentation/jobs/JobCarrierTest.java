package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCarrierTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";

  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final JobCarrier carrier = JobCarrier.create();

  private static SpanContext submission(Context context) {
    return Span.fromContext(context).getSpanContext();
  }

  @Test
  @Row({"0.006", "0.058", "0.084", "3.057"})
  void theArgumentsOfAJobCarryTheContextAsAnObject() {
    Map<String, Object> args =
        Tracing.withSpan(
            "auth.sendResetEmailOban",
            () -> carrier.inject(Map.of("userId", 7, "trace_context", "stale")));
    var span = spans.named("auth.sendResetEmailOban");
    assertThat(args)
        .isEqualTo(
            Map.of(
                "userId",
                7,
                "trace_context",
                Map.of(
                    "traceparent", "00-%s-%s-03".formatted(span.getTraceId(), span.getSpanId()))));
    assertThat(submission(carrier.extract(args)).getSpanId()).isEqualTo(span.getSpanId());
  }

  @Test
  void withoutASpanTheArgumentsStayAsTheyAre() {
    assertThat(carrier.inject(Map.of("userId", 7))).isEqualTo(Map.of("userId", 7));
  }

  @Test
  void readsAnObjectAndItsJsonText() {
    String text = "{\"tracestate\":\"a=b\",\"traceparent\":\"%s\"}".formatted(TRACEPARENT);
    for (Object value : List.of(text, Map.of("traceparent", TRACEPARENT, "tracestate", "a=b"))) {
      SpanContext found = submission(carrier.extract(Map.of("trace_context", value)));
      assertThat(found.getTraceId()).isEqualTo(TRACE);
      assertThat(found.getSpanId()).isEqualTo(PARENT);
      assertThat(found.isRemote()).isTrue();
      assertThat(found.getTraceState().get("a")).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[object Object]",
        "undefined",
        "null",
        "{}",
        "{",
        "[1]",
        "{\"traceparent\":1}",
        "{\"traceparent\":null}",
        "{\"traceparent\":\"00-00000000000000000000000000000000-00f067aa0ba902b7-01\"}",
        "{\"traceparent\":{\"a\":[[[]]]}}"
      })
  void whatIsNoContextBeginsATrace(String value) {
    assertThat(carrier.read(value).fault()).isEqualTo("unreadable");
    assertThat(carrier.extract(Map.of("trace_context", value))).isSameAs(Context.root());
  }

  @Test
  void aTextThatIsTooLongIsNotRead() {
    String text =
        "{\"x\":\"%s\",\"traceparent\":\"%s\"}".formatted("x".repeat(20_000), TRACEPARENT);
    assertThat(carrier.read(text).fault()).isEqualTo("unreadable");
    assertThat(carrier.read("").fault()).isEqualTo("missing");
    assertThat(carrier.read(null).fault()).isEqualTo("missing");
  }

  @Test
  void baggageGoesAlong() {
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store());
    try (Scope tenant = Baggage.builder().put("tenant", "a").build().makeCurrent()) {
      queue.submitJob(JobData.of("1"));
    }
    AtomicReference<String> seen = new AtomicReference<>();
    new TracedJobProcessor()
        .processJob(
            queue.claimJob("w"),
            progress -> {
              seen.set(Baggage.current().getEntryValue("tenant"));
              return null;
            });
    assertThat(seen).hasValue("a");
    assertThat(Baggage.current().isEmpty()).isTrue();
  }

  @Test
  @Row({"0.086"})
  void otherPropagatorsAddTheirHeadersAndAnyOneWillDo() {
    OpenTelemetry b3 =
        new OpenTelemetry() {
          @Override
          public TracerProvider getTracerProvider() {
            return spans.openTelemetry().getTracerProvider();
          }

          @Override
          public ContextPropagators getPropagators() {
            return ContextPropagators.create(B3Propagator.injectingSingleHeader());
          }
        };
    JobCarrier b3Carrier = JobTracing.builder().openTelemetry(b3).build().carrier();
    Map<String, Object> args = Tracing.withSpan("submit", () -> b3Carrier.inject(Map.of()));
    String id = spans.named("submit").getSpanId();
    Map<?, ?> headers = (Map<?, ?>) args.get("trace_context");
    assertThat(headers.get("b3").toString()).endsWith("-" + id + "-1");
    assertThat(headers.get("traceparent").toString()).endsWith("-" + id + "-03");
    // Each side finds what the other wrote, though it knows other headers.
    assertThat(submission(carrier.extract(args)).getSpanId()).isEqualTo(id);
    assertThat(
            submission(
                    b3Carrier.extract(Map.of("trace_context", Map.of("traceparent", TRACEPARENT))))
                .getSpanId())
        .isEqualTo(PARENT);
  }
}
