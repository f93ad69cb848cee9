package dev.clew.traceql;

import java.util.Locale;

/// The status codes of a span, in the order of their numbers in OTLP, which begin with 0.
public enum SpanStatus {
  UNSET,
  OK,
  ERROR;

  /// The TraceQL word.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
