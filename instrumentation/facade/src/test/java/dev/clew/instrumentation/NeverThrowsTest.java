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
