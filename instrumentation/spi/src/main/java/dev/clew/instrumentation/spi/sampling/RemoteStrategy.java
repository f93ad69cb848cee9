package dev.clew.instrumentation.spi.sampling;

import dev.clew.instrumentation.spi.json.JsonReader;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sampling strategy as Jaeger's agents and collectors answer it, as a sampler of local roots.
///
/// - `operationSampling`: a ratio for each operation, by the span's name, and one for all others;
///   each is kept so many times a second at least as the lower bound says
/// - `rateLimitingSampling`: so many traces a second
/// - `probabilisticSampling`: a ratio
final class RemoteStrategy {
  private static final double MAX_RATE = 1_000_000;

  private RemoteStrategy() {}

  /// Reads an answer to `/sampling?service=…`.
  ///
  /// @throws IllegalArgumentException where it is no such answer; names the field and its value
  static Sampler read(String answer) {
    Map<?, ?> strategy = object(JsonReader.read(answer), "the answer");
    Object perOperation = strategy.get("operationSampling");
    if (perOperation != null) {
      return perOperation(object(perOperation, "operationSampling"));
    }
    Object limited = strategy.get("rateLimitingSampling");
    if (limited != null) {
      Map<?, ?> limit = object(limited, "rateLimitingSampling");
      return RateLimitingSampler.ofRoots(number(limit, "maxTracesPerSecond", 0, MAX_RATE));
    }
    Object probabilistic = strategy.get("probabilisticSampling");
    if (probabilistic != null) {
      return ratio(object(probabilistic, "probabilisticSampling"), "samplingRate");
    }
    throw new IllegalArgumentException(
        "none of operationSampling, rateLimitingSampling and probabilisticSampling is in it");
  }

  private static Sampler perOperation(Map<?, ?> sampling) {
    double least = number(sampling, "defaultLowerBoundTracesPerSecond", 0, MAX_RATE);
    Map<String, Sampler> operations = new HashMap<>();
    Object listed = sampling.get("perOperationStrategies");
    if (listed instanceof List<?> strategies) {
      for (Object element : strategies) {
        Map<?, ?> strategy = object(element, "perOperationStrategies");
        Map<?, ?> probabilistic =
            object(strategy.get("probabilisticSampling"), "probabilisticSampling");
        operations.put(
            String.valueOf(strategy.get("operation")),
            atLeast(least, ratio(probabilistic, "samplingRate")));
      }
    }
    return new PerOperation(
        operations, atLeast(least, ratio(sampling, "defaultSamplingProbability")));
  }

  private static Sampler atLeast(double perSecond, Sampler ratio) {
    return perSecond == 0
        ? ratio
        : new AtLeast(ratio, perSecond, new RateLimit(perSecond, System::nanoTime));
  }

  private static Sampler ratio(Map<?, ?> from, String field) {
    return RatioSampler.of(number(from, field, 0, 1));
  }

  private static Map<?, ?> object(@Nullable Object value, String field) {
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw new IllegalArgumentException(field + " is '" + value + "', and no object");
  }

  /// A number that is 0 where it is left out, as protobuf's JSON leaves it out.
  private static double number(Map<?, ?> from, String field, double min, double max) {
    Object value = from.get(field);
    if (value == null) {
      return 0;
    }
    if (value instanceof Number number
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "%s is '%s', and not from %s to %s".formatted(field, value, min, max));
  }

  /// A sampler for each operation.
  private record PerOperation(Map<String, Sampler> operations, Sampler others) implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return operations
          .getOrDefault(name, others)
          .shouldSample(parent, traceId, name, kind, attributes, links);
    }

    @Override
    public String getDescription() {
      return "PerOperation{" + operations.size() + " operations, else " + others + "}";
    }

    @Override
    public String toString() {
      return getDescription();
    }
  }

  /// What the ratio keeps, and so many a second where that is less. Their share is not known, and
  /// none is claimed.
  private record AtLeast(Sampler ratio, double perSecond, RateLimit limit) implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      boolean isDue = limit.tryTake();
      SamplingResult drawn = ratio.shouldSample(parent, traceId, name, kind, attributes, links);
      return isDue && drawn.getDecision() == SamplingDecision.DROP
          ? SamplingResult.recordAndSample()
          : drawn;
    }

    @Override
    public String getDescription() {
      return "AtLeast{" + perSecond + " a second, " + ratio + "}";
    }

    @Override
    public String toString() {
      return getDescription();
    }
  }
}
