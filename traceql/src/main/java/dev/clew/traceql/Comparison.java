package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// A comparison such as `duration > 100ms`; false when the run-time types do not go together.
///
/// With an array on one side, `!=` and `!~` hold when no element equals or matches, every other
/// operator when any element does.
///
/// @param operator how the sides are compared
/// @param left any expression whose type goes with the right one's
/// @param right for a regular expression always a [Static.Str], not compiled yet
public record Comparison(ComparisonOperator operator, Expression left, Expression right)
    implements Expression {
  /// @throws IllegalArgumentException when the types are known to clash
  public Comparison {
    TypeRules.require(TypeRules.comparison(operator, left, right));
  }

  /// `left = right`.
  public static Comparison equal(Expression left, Expression right) {
    return new Comparison(ComparisonOperator.EQUAL, left, right);
  }

  @Override
  public Type type() {
    return Type.BOOL;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Comparison its
        && operator == its.operator
        && right.equals(its.right)
        && left.equals(its.left);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * operator.symbol().hashCode() + left.hashCode()) + right.hashCode();
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
