package dev.clew.instrumentation.spi.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.TestSdk;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The sampler `errors_or_ratio` with an SDK and what it exports.
class ErrorsOrRatioTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();

  private static TestSdk sdk(String ratio, String... more) {
    String[] variables = new String[more.length + 4];
    variables[0] = "OTEL_TRACES_SAMPLER";
    variables[1] = "errors_or_ratio";
    variables[2] = "OTEL_TRACES_SAMPLER_ARG";
    variables[3] = ratio;
    System.arraycopy(more, 0, variables, 4, more.length);
    return new TestSdk(variables);
  }

  private static Span start(TestSdk sdk, String name, Context parent) {
    return sdk.tracer().spanBuilder(name).setParent(parent).startSpan();
  }

  private static Context under(Span span) {
    return Context.root().with(span);
  }

  private static Context caller(boolean sampled) {
    return under(
        Span.wrap(
            SpanContext.createFromRemoteParent(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.builder().put("congo", "t61").build())));
  }

  @Test
  @Row("3.101")
  void keepsATenthOfWhatSucceedsAndAllThatFails() {
    try (TestSdk sdk = sdk("0.1")) {
      for (int i = 0; i < 1_000; i++) {
        boolean fails = i % 10 == 0;
        Span root = start(sdk, fails ? "failing" : "succeeding", Context.root());
        Span child = start(sdk, "child", under(root));
        if (fails) {
          child.setStatus(StatusCode.ERROR);
        }
        child.end();
        start(sdk, "second child", under(root)).end();
        root.end();
      }
      Map<String, Integer> counts = new HashMap<>();
      for (SpanData span : sdk.exported()) {
        counts.merge(span.getName(), 1, Integer::sum);
        assertThat(span.getSpanContext().isSampled()).isTrue();
      }
      assertThat(counts.get("failing")).isEqualTo(100);
      assertThat(counts.get("succeeding")).isBetween(20, 190);
      int traces = counts.get("failing") + counts.get("succeeding");
      assertThat(counts).containsEntry("child", traces).containsEntry("second child", traces);
    }
  }

  @Test
  @Row("3.101")
  void aLoserTellsOthersThatItIsNotSampledAndIsSentWithWeightOne() {
    try (TestSdk sdk = sdk("0")) {
      Span root = start(sdk, "root", caller(false));
      assertThat(root.isRecording()).isTrue();
      assertThat(root.getSpanContext().isSampled()).isFalse();
      Span child = start(sdk, "child", under(root));
      assertThat(child.getSpanContext().isSampled()).isFalse();
      child.recordException(new IllegalStateException("no"));
      child.end();
      root.end();
      assertThat(sdk.names()).containsExactly("child", "root");
      SpanData sent = sdk.exported("root");
      assertThat(sent.getSpanContext().isSampled()).isTrue();
      assertThat(sent.getSpanId()).isEqualTo(root.getSpanContext().getSpanId());
      assertThat(sent.getSpanContext().getTraceState().asMap())
          .containsEntry("ot", "th:0")
          .containsEntry("congo", "t61");
      assertThat(sent.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    }
  }

  @Test
  void aWinnerSaysHowProbableThatWas() {
    try (TestSdk sdk = sdk("1");
        TestSdk half = sdk("0.5")) {
      start(sdk, "root", Context.root()).end();
      assertThat(sdk.exported("root").getSpanContext().getTraceState().isEmpty()).isTrue();
      for (int i = 0; i < 64; i++) {
        start(half, "root", Context.root()).end();
      }
      assertThat(half.exported("root").getSpanContext().getTraceState().get("ot"))
          .isEqualTo("th:8");
    }
  }

  @Test
  void keepsWhatACallerHasSampled() {
    try (TestSdk sdk = sdk("0")) {
      start(sdk, "kept", caller(true)).end();
      start(sdk, "lost", caller(false)).end();
      assertThat(sdk.names()).containsExactly("kept");
    }
  }

  @Test
  void whatEndsAfterTheRootFollowsIt() {
    try (TestSdk sdk = sdk("0")) {
      Span good = start(sdk, "good", Context.root());
      Span late = start(sdk, "late", under(good));
      good.end();
      late.setStatus(StatusCode.ERROR);
      Span later = start(sdk, "later", under(late));
      later.setStatus(StatusCode.ERROR);
      later.end();
      late.end();

      Span bad = start(sdk, "bad", Context.root());
      Span child = start(sdk, "child", under(bad));
      bad.setStatus(StatusCode.ERROR);
      bad.end();
      start(sdk, "grandchild", under(child)).end();
      child.end();
      assertThat(sdk.names()).containsExactly("bad", "grandchild", "child");
    }
  }

  @Test
  void takesRulesAsRatiosOfItsOwn() {
    try (TestSdk sdk = sdk("0", "CLEW_SAMPLER_RULES", "/health=0;/all=1;/some=0.0000001")) {
      for (String name : List.of("/health", "/all", "/some")) {
        Span root = start(sdk, name, Context.root());
        root.setStatus(StatusCode.ERROR);
        root.end();
        start(sdk, name, Context.root()).end();
      }
      assertThat(sdk.names()).containsExactlyInAnyOrder("/all", "/all", "/some");
    }
  }

  @Test
  void saysWhatFoundNoRoom() {
    try (TestSdk sdk = sdk("0", "CLEW_ERRORS_OR_RATIO_BUFFER_BYTES", "100")) {
      Span first = start(sdk, "first", Context.root());
      Span second = start(sdk, "second", Context.root());
      for (Span span : List.of(first, second)) {
        span.setStatus(StatusCode.ERROR);
        span.end();
      }
      assertThat(sdk.names()).containsExactly("first");
      assertThat(log.lines())
          .contains(
              "WARNING 1 local roots found no room in 100 bytes, and follow the ratio whether they"
                  + " fail or not; 1 so far");
    }
  }

  @Test
  void namesARatioThatIsNone() {
    try (TestSdk sdk = sdk("NaN")) {
      start(sdk, "root", Context.root()).end();
      assertThat(log.lines())
          .contains(
              "WARNING OTEL_TRACES_SAMPLER_ARG 'NaN' makes no sense: allowed is a number from 0 to"
                  + " 1; the default applies");
    }
  }
}
