package dev.clew.instrumentation.logs;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.function.BiConsumer;

/// The names and the forms of the ids in a log line.
final class TraceIds {
  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";
  static final String TRACE_SAMPLED = "trace_sampled";

  private static final String DATADOG_TRACE_ID = "dd.trace_id";
  private static final String DATADOG_SPAN_ID = "dd.span_id";

  private TraceIds() {}

  /// Whether a span is current, so that there are ids.
  static boolean areThere() {
    return Span.current().getSpanContext().isValid();
  }

  /// Gives each name and value of the current span; nothing where none is current.
  ///
  /// @param datadog whether Datadog's names are given too
  static void each(boolean datadog, BiConsumer<String, String> to) {
    SpanContext span = Span.current().getSpanContext();
    if (!span.isValid()) {
      return;
    }
    to.accept(TRACE_ID, span.getTraceId());
    to.accept(SPAN_ID, span.getSpanId());
    to.accept(TRACE_SAMPLED, Boolean.toString(span.isSampled()));
    if (datadog) {
      to.accept(DATADOG_TRACE_ID, decimal(span.getTraceId().substring(16)));
      to.accept(DATADOG_SPAN_ID, decimal(span.getSpanId()));
    }
  }

  /// Datadog's form: unsigned, in decimal, and of a trace id the lower half.
  private static String decimal(String hex) {
    return Long.toUnsignedString(Long.parseUnsignedLong(hex, 16));
  }
}
