package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeverThrowsTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();

  /// Breaks wherever it is called.
  private record Broken(boolean atStart) implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      if (atStart) {
        throw new IllegalStateException("broken at the start");
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      throw new IllegalStateException("broken at the end");
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  static Stream<ClewTracer> tracers() {
    return Stream.of(tracer(true), tracer(false), Tracing.tracer("before init"));
  }

  private static ClewTracer tracer(boolean brokenAtStart) {
    return ClewTracer.create(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder().addSpanProcessor(new Broken(brokenAtStart)).build())
            .build(),
        "broken");
  }

  @ParameterizedTest
  @MethodSource("tracers")
  @Row("0.094")
  void theApplicationGetsItsValueAndItsExceptionWhateverBreaks(ClewTracer tracer) {
    assertThat(tracer.<String, RuntimeException>withSpan("value", () -> "value"))
        .isEqualTo("value");
    IllegalStateException own = new IllegalStateException("the application's");
    assertThatThrownBy(
            () ->
                tracer.withSpan(
                    "thrown",
                    () -> {
                      throw own;
                    }))
        .isSameAs(own);
    CompletableFuture<String> answer = new CompletableFuture<>();
    assertThat(tracer.<CompletableFuture<String>, RuntimeException>withSpan("async", () -> answer))
        .isSameAs(answer);
    answer.complete("ok");
    assertThatCode(() -> tracer.openSpan("opened").addTags("a", 1).close())
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                tracer.finishSpanWithResponse(
                    tracer.createSpanFromRequest("request", Map.of()).span(), 500, own))
        .doesNotThrowAnyException();
    assertThat(Context.current()).isSameAs(Context.root());
  }

  /// Throws whatever it is asked.
  private static final class Speechless implements OperationNames {
    @Override
    public String cache(String operation, String type, String key) {
      throw new UnsupportedOperationException("no name");
    }

    @Override
    public String database(String operation, String table) {
      throw new UnsupportedOperationException("no name");
    }

    @Override
    public String external(String method, String service, String endpoint) {
      throw new UnsupportedOperationException("no name");
    }
  }

  @ParameterizedTest
  @MethodSource("tracers")
  @Row("0.094")
  @SuppressWarnings("NullAway") // A caller that is not checked may give null.
  void operationsReturnTheirValuesWhateverBreaks(ClewTracer tracer) {
    OperationTracer operations = OperationTracer.create(tracer).withNames(new Speechless());
    String none = null;
    assertThat(operations.traceCacheOperation("get", none, () -> "a").length()).isOne();
    assertThat(operations.traceDatabaseOperation("SELECT", "t", () -> "a").length()).isOne();
    assertThat(operations.traceExternalCall("s", "GET", "/", () -> "a").length()).isOne();
    assertThat(operations.traceCircuitBreakerCall(none, none, () -> "a").length()).isOne();
    assertThat(operations.traceCircuitBreakerCall("b", "s", () -> fail(), "f", () -> "a").length())
        .isOne();
    assertThat(operations.traceFileOperation("upload", () -> "a", "odd").length()).isOne();
    assertThat(Context.current()).isSameAs(Context.root());
  }

  private static String fail() {
    throw new IllegalStateException("down");
  }

  @Test
  @Row("0.094")
  void hostileValuesAreLeftOut() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new UnsupportedOperationException("no text");
          }
        };
    RuntimeException speechless =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("no message");
          }
        };
    ClewTracer tracer = tracer(false);
    assertThatCode(
            () -> {
              tracer.createSpan("span", hostile, hostile, "odd");
              tracer.createSpan(
                  "span", "key", hostile, null, 1, "", 2, "list", new Object[] {null});
              tracer.openSpan("span").recordSpanError(speechless).recordException(speechless).end();
              tracer.setSpanAttributes(hostile, "value");
              tracer.addEvent("event", "odd");
            })
        .doesNotThrowAnyException();
  }

  @Test
  @Row({"0.094", "1.130"})
  void saysOnceAMinuteWhatFailedUnderOneName() {
    ClewTracer tracer = tracer(false);
    TelemetryLog.failed("first", new IllegalStateException());
    int before = log.lines().size();
    for (int i = 0; i < 1_000; i++) {
      tracer.createSpan("span").end();
    }
    assertThat(log.lines()).hasSize(before);
    assertThat(TelemetryLog.NAME).containsIgnoringCase("tracing");
  }
}
