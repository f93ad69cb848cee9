package dev.clew.query.filter;

import dev.clew.traceql.ComparisonOperator;

/// Compares numbers of any type with a literal, exactly: for integers the literal becomes an
/// interval, whatever its type.
final class NumberTest extends ScalarTest {
  private static final double TWO_63 = 0x1p63;

  private final ComparisonOperator operator;
  private final boolean isReal;
  private final long integer;
  private final double real;
  private final long min;
  private final long max;

  private NumberTest(
      ComparisonOperator operator, boolean isReal, long integer, double real, long[] interval) {
    this.operator = operator;
    this.isReal = isReal;
    this.integer = integer;
    this.real = real;
    this.min = interval[0];
    this.max = interval[1];
  }

  static NumberTest of(ComparisonOperator operator, long literal) {
    return new NumberTest(operator, false, literal, 0, interval(operator, literal));
  }

  static NumberTest of(ComparisonOperator operator, double literal) {
    return new NumberTest(operator, true, 0, literal, interval(operator, literal));
  }

  /// The smallest integer that passes; greater than {@link #max()} where none does.
  long min() {
    return min;
  }

  /// The largest integer that passes.
  long max() {
    return max;
  }

  @Override
  boolean takes(ValueKind kind) {
    return kind == ValueKind.INT || kind == ValueKind.DURATION || kind == ValueKind.DOUBLE;
  }

  @Override
  boolean integer(long value) {
    return value >= min && value <= max;
  }

  @Override
  boolean real(double value) {
    return isReal ? Numbers.holds(operator, value, real) : Numbers.holds(operator, value, integer);
  }

  @Override
  boolean mayPass(long lowest, long highest) {
    return highest >= min && lowest <= max;
  }

  private static long[] interval(ComparisonOperator operator, long literal) {
    return switch (operator) {
      case EQUAL -> new long[] {literal, literal};
      case LESS -> literal == Long.MIN_VALUE ? none() : upTo(literal - 1);
      case LESS_EQUAL -> upTo(literal);
      case GREATER -> literal == Long.MAX_VALUE ? none() : from(literal + 1);
      case GREATER_EQUAL -> from(literal);
      case NOT_EQUAL, REGEX, NOT_REGEX ->
          throw new IllegalArgumentException("no interval for " + operator.symbol());
    };
  }

  private static long[] interval(ComparisonOperator operator, double literal) {
    if (Double.isNaN(literal)) {
      return none();
    }
    boolean below =
        operator == ComparisonOperator.LESS || operator == ComparisonOperator.LESS_EQUAL;
    if (literal >= TWO_63) {
      return below ? upTo(Long.MAX_VALUE) : none();
    }
    if (literal < -TWO_63) {
      return below || operator == ComparisonOperator.EQUAL ? none() : from(Long.MIN_VALUE);
    }
    double floor = Math.floor(literal);
    if (floor == literal) {
      return interval(operator, (long) literal);
    }
    return switch (operator) {
      case EQUAL -> none();
      case LESS, LESS_EQUAL -> upTo((long) floor);
      default -> from((long) floor + 1);
    };
  }

  private static long[] none() {
    return new long[] {1, 0};
  }

  private static long[] upTo(long max) {
    return new long[] {Long.MIN_VALUE, max};
  }

  private static long[] from(long min) {
    return new long[] {min, Long.MAX_VALUE};
  }
}
