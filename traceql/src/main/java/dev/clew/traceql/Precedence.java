package dev.clew.traceql;

/// How tightly operators bind inside braces, from 1, the loosest. Parser and printer share the
/// table.
///
/// Binary operators associate to the left, but for [#POWER]. A prefix operator takes everything to
/// its right that binds tighter than it does, so `-2 ^ 2` is -4, `-.a * .b` negates the product and
/// `!.a = .b` is `(!.a) = .b`.
final class Precedence {
  /// `&&` and `||` alike: `a || b && c` is `(a || b) && c`.
  static final int LOGICAL = 1;

  static final int COMPARISON = 2;

  /// `+`, `-` and the minus sign.
  static final int ADDITIVE = 3;

  static final int NOT = 4;
  static final int MULTIPLICATIVE = 5;

  /// `^`, to the right: `2 ^ 3 ^ 2` is `2 ^ (3 ^ 2)`.
  static final int POWER = 6;

  static final int OPERAND = 7;

  private Precedence() {}

  static int of(ArithmeticOperator operator) {
    return switch (operator) {
      case ADD, SUBTRACT -> ADDITIVE;
      case MULTIPLY, DIVIDE, REMAINDER -> MULTIPLICATIVE;
      case POWER -> POWER;
    };
  }
}
