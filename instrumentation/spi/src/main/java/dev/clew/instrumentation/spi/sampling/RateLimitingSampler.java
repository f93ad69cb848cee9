package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/// Keeps so many traces a second, as the sampler `rateLimiting`; spans with a parent follow it.
///
/// ```
/// JAEGER_SAMPLER_TYPE=rateLimiting
/// JAEGER_SAMPLER_PARAM=100
/// ```
public final class RateLimitingSampler implements ConfigurableSamplerProvider {
  private static final double DEFAULT_RATE = 100;

  /// For the SDK, which finds it by its name.
  public RateLimitingSampler() {}

  @Override
  public String getName() {
    return "rateLimiting";
  }

  @Override
  public Sampler createSampler(ConfigProperties config) {
    return Sampler.parentBased(ofRoots(config.getDouble("otel.traces.sampler.arg", DEFAULT_RATE)));
  }

  /// Keeps so many of the spans that it is asked about.
  ///
  /// @param perSecond from 0 to 1,000,000
  static Sampler ofRoots(double perSecond) {
    return new Root(perSecond, new RateLimit(perSecond, System::nanoTime));
  }

  /// Decides for the first span of a trace.
  private record Root(double perSecond, RateLimit limit) implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return limit.tryTake() ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
      return "RateLimitingSampler{" + perSecond + " a second}";
    }

    @Override
    public String toString() {
      return getDescription();
    }
  }
}
