package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Negate its && operand.equals(its.operand);
  }

  @Override
  public int hashCode() {
    return 31 * operand.hashCode() + 1;
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
