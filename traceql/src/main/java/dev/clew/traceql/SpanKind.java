package dev.clew.traceql;

import java.util.Locale;

/// The kinds of a span, in the order of their numbers in OTLP, which begin with 0.
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
