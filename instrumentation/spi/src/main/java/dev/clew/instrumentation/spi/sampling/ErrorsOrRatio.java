package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/// Keeps a share of what succeeds and everything that fails, as the sampler `errors_or_ratio`.
///
/// What a caller samples is kept. For the rest the ratio draws; what loses is recorded all the
/// same, tells the services behind it that it is not sampled, and waits in a buffer of this process
/// until its local root, the first span of the trace in this process, has ended. A span with the
/// status ERROR or an exception sends all of it, each span for itself alone (`ot=th:0`); where
/// there is none, it is discarded.
///
/// ```
/// OTEL_TRACES_SAMPLER=errors_or_ratio
/// OTEL_TRACES_SAMPLER_ARG=0.1
/// CLEW_ERRORS_OR_RATIO_BUFFER_BYTES=16777216
/// ```
public final class ErrorsOrRatio implements ConfigurableSamplerProvider {
  /// The name of the sampler in settings.
  static final String NAME = "errors_or_ratio";

  private static final double DEFAULT_RATIO = 0.1;
  private static final int DEFAULT_BUFFER = 16 << 20;

  /// For the SDK, which finds it by its name.
  public ErrorsOrRatio() {}

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public Sampler createSampler(ConfigProperties config) {
    return sampler(config.getDouble("otel.traces.sampler.arg", DEFAULT_RATIO));
  }

  /// The processor that buffers what lost, in front of those that export; the next one itself where
  /// another sampler is set.
  ///
  /// ```java
  /// SpanProcessor first = ErrorsOrRatio.before(exporters, config);
  /// ```
  public static SpanProcessor before(SpanProcessor next, ConfigProperties config) {
    if (!config.getString("otel.traces.sampler", "").equals(NAME)) {
      return next;
    }
    int bytes = config.getInt("clew.errors_or_ratio.buffer.bytes", DEFAULT_BUFFER);
    return new ErrorsOrRatioProcessor(next, new ErrorBuffer(bytes, System::nanoTime));
  }

  static ErrorsOrRatioSampler sampler(double ratio) {
    return new ErrorsOrRatioSampler(ratio, RatioSampler.of(ratio));
  }

  /// Records what the ratio does not keep.
  record ErrorsOrRatioSampler(double ratio, RatioSampler draw) implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      Span caller = Span.fromContext(parent);
      SpanContext context = caller.getSpanContext();
      if (context.isValid() && context.isSampled()) {
        return SamplingResult.recordAndSample();
      }
      if (context.isValid() && !context.isRemote()) {
        return LocalParent.isRecorded(caller) ? Verdict.RECORDED : SamplingResult.drop();
      }
      SamplingResult drawn = draw.shouldSample(parent, traceId, name, kind, attributes, links);
      return drawn.getDecision() == SamplingDecision.DROP ? Verdict.RECORDED : drawn;
    }

    @Override
    public String getDescription() {
      return "ErrorsOrRatio{" + ratio + "}";
    }

    @Override
    public String toString() {
      return getDescription();
    }
  }
}
