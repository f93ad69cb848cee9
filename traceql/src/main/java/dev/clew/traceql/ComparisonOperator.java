package dev.clew.traceql;

/// How a [Comparison] compares.
public enum ComparisonOperator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  /// Matches the whole string; the dot matches a newline too.
  REGEX("=~"),
  NOT_REGEX("!~");

  private final String symbol;

  ComparisonOperator(String symbol) {
    this.symbol = symbol;
  }

  /// The operator as written.
  public String symbol() {
    return symbol;
  }

  /// Whether it is `=~` or `!~`.
  public boolean isRegex() {
    return this == REGEX || this == NOT_REGEX;
  }

  /// Whether it is one of `< <= > >=`, which need an order.
  public boolean isOrdering() {
    return this == LESS || this == LESS_EQUAL || this == GREATER || this == GREATER_EQUAL;
  }
}
