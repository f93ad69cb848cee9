package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.function.Consumer;

/// The sampler that a setting names, with what Clew adds to it: ratios that travel in `tracestate`,
/// and rules for single endpoints.
public final class ConfiguredSampler {
  private static final String RULES = "clew.sampler.rules";

  private ConfiguredSampler() {}

  /// Puts the rules of `clew.sampler.rules` before a sampler, and a sampler that writes
  /// `ot=th:` in place of OpenTelemetry's own ratio.
  ///
  /// ```java
  /// customizer.addSamplerCustomizer(
  ///     (sampler, config) -> ConfiguredSampler.of(sampler, config, LOGGER::warning));
  /// ```
  ///
  /// @param warnings takes a sentence for each rule that makes no sense, without a full stop
  public static Sampler of(Sampler named, ConfigProperties config, Consumer<String> warnings) {
    Sampler sampler = withProbability(named, config);
    List<SamplingRule> rules = SamplingRule.readAll(RULES, config.getString(RULES, ""), warnings);
    if (rules.isEmpty()) {
      return sampler;
    }
    return sampler instanceof ErrorsOrRatio.ErrorsOrRatioSampler
        ? new RuleSampler(rules, ErrorsOrRatio::sampler, sampler)
        : new RuleSampler(rules, RatioSampler::of, sampler);
  }

  /// Only where it is OpenTelemetry's: what another customizer has put there stays.
  private static Sampler withProbability(Sampler named, ConfigProperties config) {
    if (!config.getString("otel.traces.sampler", "").endsWith("traceidratio")) {
      return named; // and its argument may be anything
    }
    double ratio = config.getDouble("otel.traces.sampler.arg", 1);
    Sampler bare = Sampler.traceIdRatioBased(ratio);
    if (named.equals(bare)) {
      return RatioSampler.of(ratio);
    }
    return named.equals(Sampler.parentBased(bare))
        ? Sampler.parentBased(RatioSampler.of(ratio))
        : named;
  }
}
