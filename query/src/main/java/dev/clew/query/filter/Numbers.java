package dev.clew.query.filter;

import dev.clew.traceql.ComparisonOperator;

/// Comparison of 64-bit integers with doubles, without rounding either.
final class Numbers {
  private static final double TWO_63 = 0x1p63;

  private Numbers() {}

  /// Whether `left operator right`.
  static boolean holds(ComparisonOperator operator, long left, long right) {
    return ordered(operator, Long.compare(left, right));
  }

  /// Whether `left operator right`; with a NaN, `!=` alone holds.
  static boolean holds(ComparisonOperator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_EQUAL -> left >= right;
      case REGEX, NOT_REGEX -> false;
    };
  }

  /// Whether `left operator right`; with a NaN, `!=` alone holds.
  static boolean holds(ComparisonOperator operator, double left, long right) {
    return Double.isNaN(left)
        ? operator == ComparisonOperator.NOT_EQUAL
        : ordered(operator, -compare(right, left));
  }

  /// Whether `left operator right`; with a NaN, `!=` alone holds.
  static boolean holds(ComparisonOperator operator, long left, double right) {
    return Double.isNaN(right)
        ? operator == ComparisonOperator.NOT_EQUAL
        : ordered(operator, compare(left, right));
  }

  /// Whether two values in a given order satisfy the operator.
  ///
  /// @param order negative, zero or positive
  static boolean ordered(ComparisonOperator operator, int order) {
    return holds(operator, (double) order, 0.0);
  }

  /// @param right not NaN
  private static int compare(long left, double right) {
    if (right >= TWO_63) {
      return -1;
    }
    if (right < -TWO_63) {
      return 1;
    }
    long whole = (long) right;
    return left != whole ? Long.compare(left, whole) : Double.compare(0.0, right - whole + 0.0);
  }
}
