package dev.clew.instrumentation.spi.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.TestSdk;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioSamplerTest {
  private static SamplingResult sample(double ratio, TraceState state, String traceId) {
    SpanContext caller =
        SpanContext.createFromRemoteParent(
            traceId, "00f067aa0ba902b7", TraceFlags.getDefault(), state);
    return RatioSampler.of(ratio)
        .shouldSample(
            Context.root().with(Span.wrap(caller)),
            traceId,
            "span",
            SpanKind.SERVER,
            Attributes.empty(),
            List.of());
  }

  private static TraceState state(String... members) {
    TraceStateBuilder state = TraceState.builder();
    for (int i = members.length - 2; i >= 0; i -= 2) {
      state.put(members[i], members[i + 1]);
    }
    return state.build();
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,  8",
    "0.25, c",
    "0.75, 4",
    "0.1,  e6666666666666",
    "1e-9, fffffffbb47d06",
    "0.9999999999999999, 00000000000008"
  })
  void writesItsThresholdAsTheSpecificationHasIt(double ratio, String threshold) {
    SamplingResult kept = sample(ratio, TraceState.getDefault(), "f".repeat(32));
    assertThat(kept.getDecision()).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    assertThat(kept.getUpdatedTraceState(TraceState.getDefault()).asMap())
        .hasSize(1)
        .containsEntry("ot", "th:" + threshold);
  }

  /// The slow way: fractions of any precision.
  @Test
  void keepsATraceWhereItsRandomnessReachesTheThreshold() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      double ratio = random.nextInt(10) == 0 ? random.nextInt(2) : random.nextDouble();
      String traceId = "%016x%016x".formatted(random.nextLong(), random.nextLong());
      BigInteger randomness = new BigInteger(traceId.substring(18), 16);
      BigDecimal rejected =
          BigDecimal.ONE
              .subtract(new BigDecimal(ratio))
              .multiply(new BigDecimal(BigInteger.TWO.pow(56)));
      SamplingResult result = sample(ratio, TraceState.getDefault(), traceId);
      boolean kept = result.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
      BigDecimal distance = new BigDecimal(randomness).subtract(rejected);
      if (distance.abs().compareTo(BigDecimal.ONE) > 0) {
        assertThat(kept)
            .as("seed %d, ratio %s, %s", seed, ratio, traceId)
            .isEqualTo(distance.signum() >= 0);
      }
    }
  }

  @Test
  void takesTheRandomnessThatIsGiven() {
    String traceId = "f".repeat(32);
    assertThat(sample(0.5, state("ot", "rv:7fffffffffffff"), traceId).getDecision())
        .isEqualTo(SamplingDecision.DROP);
    assertThat(sample(0.5, state("ot", "rv:80000000000000"), "0".repeat(32)).getDecision())
        .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rv:", "rv:0", "rv:0000000000000x", "rv:000000000000000", ";;;", "rv", "-"})
  void ignoresRandomnessThatIsNone(String member) {
    assertThat(sample(0.5, state("ot", member), "f".repeat(32)).getDecision())
        .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
  }

  @Test
  void keepsWhatOthersWrote() {
    TraceState before = state("congo", "t61", "ot", "th:c;rv:ffffffffffffff;own:1", "rojo", "00f");
    SamplingResult kept = sample(0.5, before, "f".repeat(32));
    assertThat(kept.getUpdatedTraceState(before).asMap())
        .containsEntry("ot", "th:8;rv:ffffffffffffff;own:1")
        .containsEntry("congo", "t61")
        .containsEntry("rojo", "00f");
    SamplingResult dropped = sample(0, before, "f".repeat(32));
    assertThat(dropped.getUpdatedTraceState(before).get("ot")).isEqualTo("rv:ffffffffffffff;own:1");
    SamplingResult all = sample(1, before, "f".repeat(32));
    assertThat(all.getUpdatedTraceState(before).get("ot")).isEqualTo("rv:ffffffffffffff;own:1");
    TraceState other = state("congo", "t61");
    assertThat(all.getUpdatedTraceState(other)).isSameAs(other);
  }

  @Test
  void makesRoomWhereTheStateIsFull() {
    TraceStateBuilder full = TraceState.builder();
    for (int i = 0; i < 32; i++) {
      full.put("key" + i, "value");
    }
    TraceState before = full.build();
    List<String> keys = List.copyOf(before.asMap().keySet());
    TraceState after = sample(0.5, before, "f".repeat(32)).getUpdatedTraceState(before);
    assertThat(after.size()).isEqualTo(32);
    assertThat(after.get("ot")).isEqualTo("th:8");
    assertThat(after.asMap()).doesNotContainKey(keys.get(31)).containsKey(keys.get(0));
  }

  @Test
  void leavesAMemberThatWouldBeTooLong() {
    TraceState before = state("ot", "own:" + "x".repeat(250));
    assertThat(sample(0.5, before, "f".repeat(32)).getUpdatedTraceState(before)).isSameAs(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoRatio(double ratio) {
    assertThatThrownBy(() -> RatioSampler.of(ratio)).hasMessageContaining(String.valueOf(ratio));
  }

  @Test
  @Row("3.140")
  void itsWeightsAddUpToWhatThereWas() {
    for (String variable : List.of("OTEL_TRACES_SAMPLER_ARG", "TRACE_SAMPLE_RATE")) {
      String sampler = variable.startsWith("OTEL") ? "traceidratio" : "parentbased_traceidratio";
      String[] variables =
          variable.startsWith("OTEL")
              ? new String[] {"OTEL_TRACES_SAMPLER", sampler, variable, "0.25"}
              : new String[] {variable, "0.25"};
      try (TestSdk sdk = new TestSdk(variables)) {
        for (int i = 0; i < 2_000; i++) {
          Span root = sdk.tracer().spanBuilder("root").startSpan();
          sdk.tracer().spanBuilder("child").setParent(Context.root().with(root)).startSpan().end();
          root.end();
        }
        double weight = 0;
        for (SpanData span : sdk.exported()) {
          assertThat(span.getSpanContext().getTraceState().get("ot")).isEqualTo("th:c");
          weight += 4;
        }
        assertThat(weight).isCloseTo(4_000, within(1_000.0));
      }
    }
  }
}
