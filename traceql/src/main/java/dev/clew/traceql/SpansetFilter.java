package dev.clew.traceql;

/// The spans for which a condition holds: `{ condition }`.
///
/// @param condition of type [Type#BOOL] or [Type#DYNAMIC]; `{ }` is the condition `true`. A dynamic
///     condition that is not a boolean at run time does not match
public record SpansetFilter(Expression condition) implements Spanset {
  /// @throws IllegalArgumentException when the condition can be neither true nor false
  public SpansetFilter {
    TypeRules.require(TypeRules.filter(condition));
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
