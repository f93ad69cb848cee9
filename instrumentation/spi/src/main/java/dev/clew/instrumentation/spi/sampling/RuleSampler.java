package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.function.DoubleFunction;

/// Gives endpoints a ratio of their own, before another sampler decides for all the rest.
///
/// The first rule that fits a local root decides. Where a caller has decided already, a rule with a
/// ratio leaves the decision to the other sampler, which knows what to make of parents, so that no
/// trace gets a hole; a rule with the ratio 0 holds nevertheless. A span below a local root follows
/// its parent.
final class RuleSampler implements Sampler {
  private static final Sampler NEVER = RatioSampler.of(0);

  private final List<SamplingRule> rules;
  private final List<Sampler> samplers;
  private final Sampler others;

  /// @param byRatio what draws for a rule's ratio
  /// @param others decides where no rule fits
  RuleSampler(List<SamplingRule> rules, DoubleFunction<Sampler> byRatio, Sampler others) {
    this.rules = rules;
    this.others = others;
    samplers = rules.stream().map(rule -> byRatio.apply(rule.ratio())).toList();
  }

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
    if (!context.isValid() || context.isRemote()) {
      return ofLocalRoot(context.isValid(), name, attributes)
          .shouldSample(parent, traceId, name, kind, attributes, links);
    }
    if (context.isSampled()) {
      return SamplingResult.recordAndSample();
    }
    return LocalParent.isRecorded(caller)
        ? others.shouldSample(parent, traceId, name, kind, attributes, links)
        : SamplingResult.drop();
  }

  private Sampler ofLocalRoot(boolean hasParent, String name, Attributes attributes) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matches(name, attributes)) {
        boolean never = rules.get(i).ratio() == 0;
        return never ? NEVER : hasParent ? others : samplers.get(i);
      }
    }
    return others;
  }

  @Override
  public CompletableResultCode shutdown() {
    return others.shutdown();
  }

  @Override
  public String getDescription() {
    return "RuleSampler{" + rules.size() + " rules, else " + others.getDescription() + "}";
  }

  @Override
  public String toString() {
    return getDescription();
  }
}
