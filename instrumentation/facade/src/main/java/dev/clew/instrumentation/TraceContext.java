package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;

/// The trace context that came in with a request, a message or a job.
///
/// ```java
/// TraceContext incoming = Tracing.extractTraceContext(headers);
/// Context parent = incoming == null ? Context.root() : incoming.context();
/// ```
///
/// @param traceId 32 lower-case hex digits
/// @param spanId 16 lower-case hex digits: the span that the sender was in
/// @param flags the W3C's trace flags, 0 to 255, as they came
/// @param context the parent for spans that continue this trace, with the baggage that came along
public record TraceContext(String traceId, String spanId, int flags, Context context) {
  /// Whether the sender keeps this trace: the lowest bit of the flags.
  ///
  /// ```java
  /// boolean kept = incoming.sampled();
  /// ```
  public boolean sampled() {
    return (flags & 1) != 0;
  }

  /// Takes what a propagator found.
  ///
  /// ```java
  /// TraceContext incoming = TraceContext.of(propagator.extract(Context.root(), carrier, getter));
  /// ```
  ///
  /// @throws IllegalArgumentException where the context has no valid span
  public static TraceContext of(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    if (!span.isValid()) {
      throw new IllegalArgumentException("the context has no valid span");
    }
    return new TraceContext(
        span.getTraceId(), span.getSpanId(), span.getTraceFlags().asByte() & 0xff, context);
  }
}
