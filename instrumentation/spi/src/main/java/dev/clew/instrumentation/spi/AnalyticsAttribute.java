package dev.clew.instrumentation.spi;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/// Marks the first span of this service in a trace with `analytics.event`, by which Datadog's agent
/// keeps a span for analytics when it comes over OTLP.
final class AnalyticsAttribute implements SpanProcessor {
  private static final AttributeKey<Boolean> EVENT = AttributeKey.booleanKey("analytics.event");

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    if (!span.getParentSpanContext().isValid() || span.getParentSpanContext().isRemote()) {
      span.setAttribute(EVENT, true);
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
