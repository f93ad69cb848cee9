package dev.clew.query;

import dev.clew.model.TraceIds;
import dev.clew.traceql.Arithmetic;
import dev.clew.traceql.ArithmeticOperator;
import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.LogicalOperator;
import dev.clew.traceql.Negate;
import dev.clew.traceql.Not;
import dev.clew.traceql.Query;
import dev.clew.traceql.Scope;
import dev.clew.traceql.SpanKind;
import dev.clew.traceql.SpanStatus;
import dev.clew.traceql.Static;
import java.util.List;
import java.util.Random;

/// Random filters over the words that {@link RandomSpans} uses.
final class RandomQueries {
  private static final List<String> REGEXES = List.of("x", ".*", "x|y", "x.y", "", "g.*", "[a-z]+");

  private final Random random;

  RandomQueries(Random random) {
    this.random = random;
  }

  Query next() {
    while (true) {
      try {
        return Query.filter(condition(random.nextInt(4)));
      } catch (IllegalArgumentException _) {
        // types clash: another try
      }
    }
  }

  Expression field() {
    return random.nextInt(3) == 0
        ? pick(Intrinsic.values())
        : new Attribute(pick(Scope.values()), pick(RandomSpans.KEYS));
  }

  private Expression condition(int depth) {
    if (depth > 0 && random.nextInt(8) > 0) {
      return random.nextInt(6) == 0
          ? new Not(condition(depth - 1))
          : new Logical(pick(LogicalOperator.values()), condition(depth - 1), condition(depth - 1));
    }
    return switch (random.nextInt(24)) {
      case 0 -> new Attribute(pick(Scope.values()), pick(RandomSpans.KEYS));
      case 1 -> new Static.Bool(random.nextBoolean());
      case 2 -> comparison(number(2), number(1));
      case 3 -> comparison(field(), field());
      case 4 -> comparison(literal(), field());
      case 5, 6 ->
          new Comparison(
              random.nextBoolean() ? ComparisonOperator.EQUAL : ComparisonOperator.NOT_EQUAL,
              field(),
              new Static.Nil());
      case 7, 8 ->
          new Comparison(
              random.nextBoolean() ? ComparisonOperator.REGEX : ComparisonOperator.NOT_REGEX,
              field(),
              new Static.Str(pick(REGEXES)));
      case 9 ->
          comparison(Intrinsic.TRACE_ID, new Static.Str(TraceIds.traceId(0, random.nextInt(9))));
      case 10 -> new Not(new Attribute(pick(Scope.values()), pick(RandomSpans.KEYS)));
      default -> comparison(field(), literal());
    };
  }

  private Comparison comparison(Expression left, Expression right) {
    ComparisonOperator operator;
    do {
      operator = pick(ComparisonOperator.values());
    } while (operator.isRegex());
    return new Comparison(operator, left, right);
  }

  private Expression number(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? field() : literal();
    }
    return random.nextInt(4) == 0
        ? new Negate(number(depth - 1))
        : new Arithmetic(pick(ArithmeticOperator.values()), number(depth - 1), number(depth - 1));
  }

  private Static literal() {
    return switch (random.nextInt(10)) {
      case 0 -> new Static.Duration(random.nextInt(6) * 25L);
      case 1 -> new Static.StatusValue(pick(SpanStatus.values()));
      case 2 -> new Static.KindValue(pick(SpanKind.values()));
      case 3 -> new Static.Str(pick(RandomSpans.NAMES));
      case 4 -> new Static.Str(pick(RandomSpans.SERVICES));
      case 5 -> {
        long id = random.nextInt(4);
        yield new Static.Str(random.nextBoolean() ? TraceIds.spanId(id << 60 | id) : "0" + id);
      }
      case 6 -> new Static.Int(random.nextInt(4));
      default ->
          switch (pick(RandomSpans.VALUES)) {
            case String text -> new Static.Str(text);
            case Long number -> new Static.Int(number);
            case Double number -> new Static.FloatValue(number);
            case Boolean truth -> new Static.Bool(truth);
            default -> new Static.Str("exception");
          };
    };
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
