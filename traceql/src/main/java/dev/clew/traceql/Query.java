package dev.clew.traceql;

/// A whole query.
///
/// @param root which spans it selects
public record Query(Spanset root) {
  /// The query `{ condition }`.
  ///
  /// @throws IllegalArgumentException when the condition can be neither true nor false
  public static Query filter(Expression condition) {
    return new Query(new SpansetFilter(condition));
  }

  /// The canonical text; parses back to an equal query.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
