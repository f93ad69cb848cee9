package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// A computation such as `duration / 2`.
///
/// @param operator what is computed
/// @param left numeric or dynamic
/// @param right numeric or dynamic
public record Arithmetic(ArithmeticOperator operator, Expression left, Expression right)
    implements Expression {
  /// @throws IllegalArgumentException when a side cannot be a number
  public Arithmetic {
    TypeRules.require(TypeRules.arithmetic(operator, left, right));
  }

  /// The type by [ArithmeticOperator#resultType].
  @Override
  public Type type() {
    return operator.resultType(left.type(), right.type());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Arithmetic its
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
