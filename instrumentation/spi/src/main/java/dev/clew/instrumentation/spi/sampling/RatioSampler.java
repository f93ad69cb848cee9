package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/// Keeps a share of all traces, and says in `tracestate` which share.
///
/// It decides by the trace's randomness alone: services with different ratios agree on the traces
/// that the lowest of them keeps. OpenTelemetry's sampler of the same purpose decides by other
/// bits, and says nothing of the share.
final class RatioSampler implements Sampler {
  private final double ratio;
  private final long threshold;
  private final Verdict kept;

  private RatioSampler(double ratio) {
    this.ratio = ratio;
    // Multiplied by a power of two, a double loses nothing; subtracted from one, it does.
    threshold = TraceStateOt.RANGE - Math.round(ratio * TraceStateOt.RANGE);
    kept =
        new Verdict(
            SamplingDecision.RECORD_AND_SAMPLE,
            threshold == 0 ? null : TraceStateOt.text(threshold));
  }

  /// @param ratio from 0 to 1
  static RatioSampler of(double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("ratio '" + ratio + "' is not from 0 to 1");
    }
    return new RatioSampler(ratio);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    TraceState state = Span.fromContext(parent).getSpanContext().getTraceState();
    return TraceStateOt.randomness(state, traceId) >= threshold ? kept : Verdict.DROPPED;
  }

  @Override
  public String getDescription() {
    return "RatioSampler{" + ratio + "}";
  }

  @Override
  public String toString() {
    return getDescription();
  }
}
