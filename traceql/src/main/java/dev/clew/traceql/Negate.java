package dev.clew.traceql;

/// `-operand`. At run time an operand that is no number fails the query.
///
/// @param operand numeric or dynamic
public record Negate(Expression operand) implements Expression {
  /// @throws IllegalArgumentException when the operand cannot be a number
  public Negate {
    TypeRules.require(TypeRules.negate(operand));
  }

  @Override
  public Type type() {
    return operand.type();
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
