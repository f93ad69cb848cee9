package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.jspecify.annotations.Nullable;

/// A decision that says in `tracestate` how probable it was.
final class Verdict implements SamplingResult {
  /// Not kept: no threshold is true of it.
  static final Verdict DROPPED = new Verdict(SamplingDecision.DROP, null);

  /// Recorded, and not kept for now.
  static final Verdict RECORDED = new Verdict(SamplingDecision.RECORD_ONLY, null);

  private final SamplingDecision decision;
  private final @Nullable String threshold;
  private final TraceState alone;

  /// @param threshold as {@link TraceStateOt#text} writes it; null where it is kept whatever the
  ///     trace's randomness, or not at all: a caller's threshold is not true of it either
  Verdict(SamplingDecision decision, @Nullable String threshold) {
    this.decision = decision;
    this.threshold = threshold;
    alone = TraceStateOt.withThreshold(TraceState.getDefault(), threshold);
  }

  @Override
  public SamplingDecision getDecision() {
    return decision;
  }

  @Override
  public Attributes getAttributes() {
    return Attributes.empty();
  }

  @Override
  public TraceState getUpdatedTraceState(TraceState parent) {
    return parent.isEmpty() ? alone : TraceStateOt.withThreshold(parent, threshold);
  }
}
