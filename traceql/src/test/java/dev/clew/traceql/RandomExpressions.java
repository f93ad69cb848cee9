package dev.clew.traceql;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Random well-typed expressions in the form the parser leaves them: constants computed.
final class RandomExpressions {
  private static final List<String> NAMES =
      List.of(
          "a", "http.status", "a b", "x{y}", "q\"q", "b\\s", "3d", "", "a+b", "//c", "é😀", "a\tb");
  private static final List<String> STRINGS =
      List.of("", "x", "q\"q", "b\\s", "line\nline", "\u0001\u007f", "é😀", "`", "// }");
  private static final List<Long> WHOLE_NUMBERS =
      List.of(0L, 1L, -1L, 42L, 1_500_000L, Long.MAX_VALUE, Long.MIN_VALUE, -Long.MAX_VALUE);
  private static final List<Double> FRACTIONS =
      List.of(0.0, -0.0, 1.5, -2.5e-300, 1e300, Double.MIN_VALUE, Double.NaN, 1 / 0.0, -1 / 0.0);

  private final Random random;

  RandomExpressions(Random random) {
    this.random = random;
  }

  /// An expression that is true or false, or an attribute.
  Expression condition(int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0 ? new Static.Bool(random.nextBoolean()) : attribute();
    }
    return oneOf(
        () ->
            new Logical(pick(LogicalOperator.values()), condition(depth - 1), condition(depth - 1)),
        () ->
            new Logical(pick(LogicalOperator.values()), condition(depth - 1), condition(depth - 1)),
        () -> new Not(condition(depth - 1)),
        () -> numbers(depth - 1),
        () -> strings(depth - 1),
        () ->
            new Comparison(
                equality(), Intrinsic.STATUS, new Static.StatusValue(pick(SpanStatus.values()))),
        () ->
            new Comparison(
                equality(), new Static.KindValue(pick(SpanKind.values())), Intrinsic.KIND),
        () -> new Comparison(equality(), attribute(), new Static.Nil()),
        () -> new Comparison(equality(), condition(depth - 1), condition(depth - 1)),
        this::attribute);
  }

  private Expression numbers(int depth) {
    return new Comparison(
        oneOf(
            this::equality, () -> ComparisonOperator.LESS, () -> ComparisonOperator.GREATER_EQUAL),
        number(depth),
        number(depth));
  }

  private Expression strings(int depth) {
    Expression left = depth % 2 == 0 ? attribute() : Intrinsic.NAME;
    Static right = new Static.Str(pick(STRINGS));
    return new Comparison(pick(ComparisonOperator.values()), left, right);
  }

  private Expression number(int depth) {
    if (depth == 0) {
      return oneOf(
          this::attribute,
          () -> Intrinsic.DURATION,
          () -> Intrinsic.CHILD_COUNT,
          () -> new Static.Int(whole()),
          () -> new Static.Duration(whole()),
          () ->
              new Static.FloatValue(
                  random.nextBoolean() ? pick(FRACTIONS) : random.nextGaussian()));
    }
    return oneOf(
        () -> new Negate(number(depth - 1)),
        () ->
            new Arithmetic(pick(ArithmeticOperator.values()), number(depth - 1), number(depth - 1)),
        () ->
            new Arithmetic(pick(ArithmeticOperator.values()), number(depth - 1), number(depth - 1)),
        () -> number(0));
  }

  private long whole() {
    return random.nextBoolean() ? pick(WHOLE_NUMBERS) : random.nextLong() >> random.nextInt(64);
  }

  private Attribute attribute() {
    return new Attribute(pick(Scope.values()), pick(NAMES));
  }

  private ComparisonOperator equality() {
    return random.nextBoolean() ? ComparisonOperator.EQUAL : ComparisonOperator.NOT_EQUAL;
  }

  @SafeVarargs
  private <T> T oneOf(Supplier<? extends T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /// Whether the parser would compute a part of the expression, so that it cannot come back as it
  /// is.
  static boolean hasConstantPart(Expression expression) {
    return switch (expression) {
      case Static _, Attribute _, Intrinsic _ -> false;
      case Not(Expression operand) -> operand instanceof Static || hasConstantPart(operand);
      case Negate(Expression operand) -> operand instanceof Static || hasConstantPart(operand);
      case Comparison(ComparisonOperator operator, Expression left, Expression right) ->
          (!operator.isRegex() && constants(left, right))
              || hasConstantPart(left)
              || hasConstantPart(right);
      case Logical(LogicalOperator _, Expression left, Expression right) ->
          constants(left, right) || hasConstantPart(left) || hasConstantPart(right);
      case Arithmetic(ArithmeticOperator _, Expression left, Expression right) ->
          constants(left, right) || hasConstantPart(left) || hasConstantPart(right);
    };
  }

  private static boolean constants(Expression left, Expression right) {
    return left instanceof Static && right instanceof Static;
  }
}
