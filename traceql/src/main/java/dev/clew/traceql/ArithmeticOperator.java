package dev.clew.traceql;

/// What an [Arithmetic] computes.
///
/// Two ints give an int: division truncates toward zero, the remainder has the dividend's sign, and
/// a zero divisor is an error. A float on either side makes it a computation in doubles. So does a
/// duration under `/ % ^` (a ratio of durations is a fraction); under `+ - *` a duration with an
/// int or a duration gives a duration.
public enum ArithmeticOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  REMAINDER("%"),
  /// `left ^ right` is left to the power of right. An int to a negative int is truncated, so 0 for
  /// all bases but 1, -1 and 0 (an error, as a division by zero).
  POWER("^");

  private final String symbol;

  ArithmeticOperator(String symbol) {
    this.symbol = symbol;
  }

  /// The operator as written.
  public String symbol() {
    return symbol;
  }

  /// The type of the result, [Type#DYNAMIC] when it depends on a dynamic side.
  ///
  /// @param left numeric or dynamic
  /// @param right numeric or dynamic
  public Type resultType(Type left, Type right) {
    if (left == Type.FLOAT || right == Type.FLOAT) {
      return Type.FLOAT;
    }
    if (left == Type.DURATION || right == Type.DURATION) {
      if (this == DIVIDE || this == REMAINDER || this == POWER) {
        return Type.FLOAT;
      }
      return left == Type.DYNAMIC || right == Type.DYNAMIC ? Type.DYNAMIC : Type.DURATION;
    }
    return left == Type.DYNAMIC || right == Type.DYNAMIC ? Type.DYNAMIC : Type.INT;
  }
}
