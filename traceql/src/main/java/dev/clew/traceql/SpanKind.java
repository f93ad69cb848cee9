package dev.clew.traceql;

import java.util.Locale;

/// The kinds of a span, as TraceQL names them.
public enum SpanKind {
  UNSPECIFIED,
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER;

  /// The TraceQL word.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
