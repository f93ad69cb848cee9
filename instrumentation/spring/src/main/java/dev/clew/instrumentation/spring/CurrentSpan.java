package dev.clew.instrumentation.spring;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/// The current span, whoever made it. Micrometer's own looks at what it made itself first, and
/// would make an observation in a span of another a sibling of that span.
final class CurrentSpan extends OtelCurrentTraceContext {
  @Override
  public @Nullable TraceContext context() {
    SpanContext current = Span.current().getSpanContext();
    TraceContext known = super.context();
    boolean isKnown = known != null && known.spanId().equals(current.getSpanId());
    return isKnown || !current.isValid() ? known : OtelTraceContext.fromOtel(current);
  }
}
