package dev.clew.instrumentation.spi;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/// Marks the first span of this service in a trace for Datadog's analytics: by `analytics.event`,
/// which its agent reads of spans that come over OTLP, and by `_dd1.sr.eausr`, the rate that
/// Datadog's own tracers send.
final class AnalyticsAttribute implements SpanProcessor {
  private static final AttributeKey<Boolean> EVENT = AttributeKey.booleanKey("analytics.event");

  private static final AttributeKey<Double> RATE = AttributeKey.doubleKey("_dd1.sr.eausr");

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    if (!span.getParentSpanContext().isValid() || span.getParentSpanContext().isRemote()) {
      span.setAttribute(EVENT, true);
      span.setAttribute(RATE, 1.0);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
