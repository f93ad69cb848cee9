package dev.clew.traceql;

import java.util.Locale;

/// The type of an expression as far as it is known before any span is seen.
public enum Type {
  NIL,
  INT,
  FLOAT,
  BOOL,
  STRING,
  /// A time span in nanoseconds; a number like any other: `1ns = 1`.
  DURATION,
  STATUS,
  KIND,
  /// Known only at run time, as the type of an attribute is.
  DYNAMIC;

  /// Whether the values are numbers, all of which compare and compute with each other.
  public boolean isNumeric() {
    return this == INT || this == FLOAT || this == DURATION;
  }

  /// The name used in error messages.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
