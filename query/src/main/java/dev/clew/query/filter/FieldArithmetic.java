package dev.clew.query.filter;

import dev.clew.traceql.ArithmeticOperator;
import dev.clew.traceql.Static;
import dev.clew.traceql.Type;

/// Computes with what fields are for one span.
///
/// Nil or anything that is no number makes the result nil; an array fails. Types follow {@link
/// ArithmeticOperator}; a whole result that 64 bits cannot hold becomes a double.
final class FieldArithmetic {
  private FieldArithmetic() {}

  /// @throws EvaluationFailure where the operand is no number
  static FieldValue negate(FieldValue operand) {
    Static number =
        operand.several() || operand.items().isEmpty() ? null : operand.items().getFirst();
    return switch (number) {
      case Static.Int(long value) when value != Long.MIN_VALUE ->
          FieldValue.scalar(new Static.Int(-value));
      case Static.Duration(long nanos) when nanos != Long.MIN_VALUE ->
          FieldValue.scalar(new Static.Duration(-nanos));
      case Static value when value.type().isNumeric() ->
          FieldValue.scalar(new Static.FloatValue(-asDouble(value)));
      case null, default ->
          throw new EvaluationFailure(
              "operator - needs a number and found " + FieldComparison.describe(operand));
    };
  }

  /// @throws EvaluationFailure where an operand is an array, or an int is divided by zero
  static FieldValue compute(ArithmeticOperator operator, FieldValue left, FieldValue right) {
    if (left.several() || right.several()) {
      throw new EvaluationFailure("operator " + operator.symbol() + " found an array");
    }
    if (left.items().isEmpty() || right.items().isEmpty()) {
      return FieldValue.NIL;
    }
    Static a = left.items().getFirst();
    Static b = right.items().getFirst();
    if (!a.type().isNumeric() || !b.type().isNumeric()) {
      return FieldValue.NIL;
    }
    Type type = operator.resultType(a.type(), b.type());
    return FieldValue.scalar(
        type == Type.FLOAT
            ? new Static.FloatValue(computeDouble(operator, asDouble(a), asDouble(b)))
            : computeLong(operator, type, asLong(a), asLong(b)));
  }

  private static Static computeLong(ArithmeticOperator operator, Type type, long a, long b) {
    try {
      long result =
          switch (operator) {
            case ADD -> Math.addExact(a, b);
            case SUBTRACT -> Math.subtractExact(a, b);
            case MULTIPLY -> Math.multiplyExact(a, b);
            case DIVIDE -> Math.divideExact(a, notZero(operator, b));
            case REMAINDER -> a % notZero(operator, b);
            case POWER -> power(a, b);
          };
      return type == Type.INT ? new Static.Int(result) : new Static.Duration(result);
    } catch (ArithmeticException _) {
      return new Static.FloatValue(computeDouble(operator, (double) a, (double) b));
    }
  }

  private static long notZero(ArithmeticOperator operator, long divisor) {
    if (divisor == 0) {
      throw new EvaluationFailure("operator " + operator.symbol() + " found a zero on its right");
    }
    return divisor;
  }

  /// Truncated toward zero.
  private static long power(long base, long exponent) {
    if (exponent < 0) {
      return switch ((int) Math.max(-2, Math.min(2, base))) {
        case 0 -> throw new EvaluationFailure("operator ^ found zero and a negative power");
        case 1 -> 1;
        case -1 -> (exponent & 1) == 0 ? 1 : -1;
        default -> 0;
      };
    }
    if (base >= -1 && base <= 1) {
      return exponent == 0 ? 1 : base == -1 && (exponent & 1) == 0 ? 1 : base;
    }
    long result = 1;
    for (long i = 0; i < exponent; i++) {
      result = Math.multiplyExact(result, base);
    }
    return result;
  }

  private static double computeDouble(ArithmeticOperator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case REMAINDER -> a % b;
      case POWER -> Math.pow(a, b);
    };
  }

  private static long asLong(Static number) {
    return switch (number) {
      case Static.Int(long value) -> value;
      case Static.Duration(long nanos) -> nanos;
      default -> throw new IllegalArgumentException("no whole number: " + number);
    };
  }

  private static double asDouble(Static number) {
    return number instanceof Static.FloatValue(double value) ? value : asLong(number);
  }
}
