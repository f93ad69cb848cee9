package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// `!operand`. At run time an operand that is missing or no boolean fails the query.
///
/// @param operand boolean or dynamic
public record Not(Expression operand) implements Expression {
  /// @throws IllegalArgumentException when the operand can be neither true nor false
  public Not {
    TypeRules.require(TypeRules.not(operand));
  }

  @Override
  public Type type() {
    return Type.BOOL;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Not its && operand.equals(its.operand);
  }

  @Override
  public int hashCode() {
    return 31 * operand.hashCode() + 2;
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
