package dev.clew.traceql;

import java.util.Locale;

/// The status codes of a span, as TraceQL names them.
public enum SpanStatus {
  UNSET,
  OK,
  ERROR;

  /// The TraceQL word.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
