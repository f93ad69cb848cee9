package dev.clew.traceql;

/// How a [Logical] joins its sides. Neither operator binds tighter than the other.
public enum LogicalOperator {
  AND("&&"),
  OR("||");

  private final String symbol;

  LogicalOperator(String symbol) {
    this.symbol = symbol;
  }

  /// The operator as written.
  public String symbol() {
    return symbol;
  }
}
