package dev.clew.instrumentation.spi;

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
  /// For the SDK, which finds it by its name.
  public RateLimitingSampler() {}

  @Override
  public String getName() {
    return Names.RATE_LIMITING;
  }

  @Override
  public Sampler createSampler(ConfigProperties config) {
    double perSecond = config.getDouble(Names.SAMPLER_ARG, Settings.DEFAULT_RATE);
    return Sampler.parentBased(new Root(perSecond, new RateLimit(perSecond, System::nanoTime)));
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
