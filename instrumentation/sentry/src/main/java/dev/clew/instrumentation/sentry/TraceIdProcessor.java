package dev.clew.instrumentation.sentry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryEvent;

/// Gives each error that Sentry captures the tags `trace_id` and `span_id` of the span that is
/// current, and leaves errors outside any span as they are.
///
/// ```java
/// Sentry.init(options -> {
///   options.setDsn(dsn);
///   options.addEventProcessor(new TraceIdProcessor());
/// });
/// ```
public final class TraceIdProcessor implements EventProcessor {
  /// For the options of Sentry.
  ///
  /// ```java
  /// options.addEventProcessor(new TraceIdProcessor());
  /// ```
  public TraceIdProcessor() {}

  @Override
  public SentryEvent process(SentryEvent event, Hint hint) {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      event.setTag(TracedSentry.TRACE_ID, span.getTraceId());
      event.setTag(TracedSentry.SPAN_ID, span.getSpanId());
    }
    return event;
  }
}
