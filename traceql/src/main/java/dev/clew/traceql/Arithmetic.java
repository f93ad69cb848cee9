package dev.clew.traceql;

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

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
