package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import org.junit.jupiter.api.Test;

/// What the variables of samplers do to the spans that arrive.
class SamplerSettingsTest extends SettingsKit {
  @Test
  @Row({"0.033", "0.034", "0.091", "1.121", "2.077", "3.092", "2.086", "4.030", "4.043", "4.042"})
  void samplesAsTold() {
    assertThat(kept("OTEL_TRACES_SAMPLER", "traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0.1"))
        .isBetween(30, 200);
    assertThat(kept("OTEL_TRACES_SAMPLER", "always_on")).isEqualTo(1_000);
    assertThat(kept("TRACE_SAMPLE_RATE", "0.1")).isBetween(30, 200);
    assertThat(kept("JAEGER_SAMPLER", "probabilistic", "JAEGER_SAMPLER_PARAM", "0.5"))
        .isBetween(350, 650);
    assertThat(kept("JAEGER_SAMPLER", "const", "JAEGER_SAMPLER_PARAM", "1.0")).isEqualTo(1_000);
    assertThat(kept("JAEGER_SAMPLER_TYPE", "const", "JAEGER_SAMPLER_PARAM", "0.0")).isZero();
  }

  @Test
  @Row({"4.097", "2.121", "2.122", "2.123", "4.083"})
  void samplesByProfileWhereNothingIsTold() {
    assertThat(kept("NODE_ENV", "development")).isEqualTo(1_000);
    assertThat(kept("NODE_ENV", "staging")).isBetween(350, 650);
    assertThat(kept("NODE_ENV", "production")).isBetween(30, 200);
    assertThat(log.lines())
        .contains(
            "WARNING the profile 'production', chosen by NODE_ENV, keeps only 0.1 of all traces;"
                + " set OTEL_TRACES_SAMPLER to decide yourself");
    assertThat(kept("NODE_ENV", "production", "CLEW_PROFILE", "development")).isEqualTo(1_000);
  }

  @Test
  @Row({"4.029", "4.030", "4.044", "4.046", "4.004"})
  void keepsSoManyTracesASecond() {
    // Ten in the first tenth of a second, and a hundred in each second that the run takes.
    long started = System.nanoTime();
    int kept = kept("JAEGER_SAMPLER", "rateLimiting", "JAEGER_SAMPLER_PARAM", "100");
    double seconds = (System.nanoTime() - started) / 1e9;
    assertThat(kept).isBetween(10, (int) (100 * (seconds + 1)));
    assertThat(kept("JAEGER_SAMPLER_TYPE", "ratelimiting", "JAEGER_SAMPLER_PARAM", "0")).isZero();
    assertThat(log.lines())
        .anyMatch(
            line ->
                line.contains(
                    "sampler rateLimiting (JAEGER_SAMPLER), traces a second 100"
                        + " (JAEGER_SAMPLER_PARAM)"));
  }
}
