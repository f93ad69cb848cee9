package dev.clew.query.filter;

import dev.clew.traceql.Static;

/// Takes the values that a field has.
public interface ValueSink {
  /// Whether a value need not be told.
  boolean has(Static value);

  /// Takes a value, new or not.
  void add(Static value);
}
