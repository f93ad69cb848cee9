package dev.clew.traceql;

import java.math.BigInteger;
import java.util.Arrays;

/// Computes expressions whose operands are all constants.
///
/// Regular expressions over constants stay as they are: only the query engine compiles those.
final class ConstantFolding {
  private ConstantFolding() {}

  /// The value of the expression if its operands are constants, else the expression itself.
  ///
  /// @throws ArithmeticException on a division of ints by zero and where 64 bits are too few
  static Expression fold(Expression expression) {
    return switch (expression) {
      case Not(Static.Bool operand) -> new Static.Bool(!operand.value());
      case Negate(Static operand) -> negate(operand);
      case Logical(LogicalOperator operator, Static.Bool left, Static.Bool right) ->
          new Static.Bool(
              operator == LogicalOperator.AND
                  ? left.value() && right.value()
                  : left.value() || right.value());
      case Arithmetic(ArithmeticOperator operator, Static left, Static right) ->
          compute(operator, left, right);
      case Comparison(ComparisonOperator operator, Static left, Static right)
          when !operator.isRegex() ->
          new Static.Bool(compare(operator, left, right));
      default -> expression;
    };
  }

  private static Static negate(Static operand) {
    return switch (operand) {
      case Static.Int(long value) -> new Static.Int(exact(BigInteger.valueOf(value).negate()));
      case Static.Duration(long nanos) ->
          new Static.Duration(exact(BigInteger.valueOf(nanos).negate()));
      default -> new Static.FloatValue(-asDouble(operand));
    };
  }

  private static Static compute(ArithmeticOperator operator, Static left, Static right) {
    return switch (operator.resultType(left.type(), right.type())) {
      case INT -> new Static.Int(computeLong(operator, asLong(left), asLong(right)));
      case DURATION -> new Static.Duration(computeLong(operator, asLong(left), asLong(right)));
      default -> new Static.FloatValue(computeDouble(operator, asDouble(left), asDouble(right)));
    };
  }

  private static long computeLong(ArithmeticOperator operator, long left, long right) {
    BigInteger a = BigInteger.valueOf(left);
    BigInteger b = BigInteger.valueOf(right);
    return exact(
        switch (operator) {
          case ADD -> a.add(b);
          case SUBTRACT -> a.subtract(b);
          case MULTIPLY -> a.multiply(b);
          case DIVIDE -> a.divide(notZero(b));
          case REMAINDER -> a.remainder(notZero(b));
          case POWER -> power(a, right);
        });
  }

  private static BigInteger power(BigInteger base, long exponent) {
    if (exponent < 0) {
      return BigInteger.ONE.divide(notZero(power(base, -(exponent % 2) + 2)));
    }
    if (base.abs().bitLength() > 1 && exponent > 64) {
      throw tooLarge();
    }
    return base.pow((int) (exponent > 64 ? exponent % 2 + 2 : exponent));
  }

  private static BigInteger notZero(BigInteger divisor) {
    if (divisor.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    return divisor;
  }

  private static long exact(BigInteger value) {
    if (value.bitLength() > 63) {
      throw tooLarge();
    }
    return value.longValue();
  }

  private static ArithmeticException tooLarge() {
    return new ArithmeticException("the result is out of range, 64 bits are too few");
  }

  private static double computeDouble(ArithmeticOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case REMAINDER -> left % right;
      case POWER -> Math.pow(left, right);
    };
  }

  private static boolean compare(ComparisonOperator operator, Static left, Static right) {
    if (left instanceof Static.Nil || right instanceof Static.Nil) {
      return false;
    }
    if (left.type().isNumeric()) {
      boolean fractions = left instanceof Static.FloatValue || right instanceof Static.FloatValue;
      return fractions
          ? compareDoubles(operator, asDouble(left), asDouble(right))
          : holds(operator, Long.compare(asLong(left), asLong(right)));
    }
    if (left instanceof Static.Str(String a) && right instanceof Static.Str(String b)) {
      return holds(operator, compareCodePoints(a, b));
    }
    return holds(operator, left.equals(right) ? 0 : 1);
  }

  /// Not by [Double#compare], since NaN equals nothing here.
  private static boolean compareDoubles(ComparisonOperator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_EQUAL -> left >= right;
      case REGEX, NOT_REGEX -> throw new IllegalArgumentException("numbers under a regex");
    };
  }

  private static boolean holds(ComparisonOperator operator, int order) {
    return compareDoubles(operator, order, 0);
  }

  /// The order of UTF-8 bytes, which is that of code points and not of UTF-16 units.
  private static int compareCodePoints(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }

  private static long asLong(Static value) {
    return switch (value) {
      case Static.Int(long number) -> number;
      case Static.Duration(long nanos) -> nanos;
      default -> throw new IllegalArgumentException("not a whole number: " + value);
    };
  }

  private static double asDouble(Static value) {
    return value instanceof Static.FloatValue(double number) ? number : asLong(value);
  }
}
