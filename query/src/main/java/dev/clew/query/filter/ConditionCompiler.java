package dev.clew.query.filter;

import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryException.Kind;
import dev.clew.traceql.Arithmetic;
import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.LogicalOperator;
import dev.clew.traceql.Negate;
import dev.clew.traceql.Not;
import dev.clew.traceql.Static;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Turns an expression into a {@link Condition}: chains of `&&` and `||` become lists, `=` chains
/// on one field become one test, and terms are put in order of cost where that changes nothing.
final class ConditionCompiler {
  private static final int TRACE_ID_DIGITS = 32;

  private ConditionCompiler() {}

  /// @throws QueryException where the expression cannot be computed for any span
  static Condition compile(Expression expression) {
    return switch (expression) {
      case Static.Bool(boolean value) -> new Condition.Constant(value);
      case Static _, Negate _, Arithmetic _ -> new Condition.Constant(false);
      case Attribute _, Intrinsic _ ->
          new Condition.Match(expression, new ScalarTest.Bool(true, false), false);
      case Not(Expression operand) ->
          Fields.isField(operand) ? computed(expression) : new Condition.Negated(compile(operand));
      case Logical logical -> logical(logical);
      case Comparison comparison -> comparison(comparison);
    };
  }

  private static Condition logical(Logical logical) {
    List<Condition> terms = new ArrayList<>();
    collect(logical, logical.operator(), terms);
    List<Condition> arranged = arrange(terms, logical.operator());
    if (arranged.size() == 1) {
      return arranged.getFirst();
    }
    return logical.operator() == LogicalOperator.AND
        ? new Condition.All(arranged)
        : new Condition.Any(arranged);
  }

  private static void collect(
      Expression expression, LogicalOperator operator, List<Condition> into) {
    if (expression instanceof Logical inner && inner.operator() == operator) {
      collect(inner.left(), operator, into);
      collect(inner.right(), operator, into);
    } else {
      into.add(compile(expression));
    }
  }

  /// Merges and sorts each run of terms that cannot fail.
  private static List<Condition> arrange(List<Condition> terms, LogicalOperator operator) {
    List<Condition> arranged = new ArrayList<>();
    List<Condition> run = new ArrayList<>();
    for (Condition term : terms) {
      if (term.canFail()) {
        arranged.addAll(arrangeRun(run, operator));
        arranged.add(term);
        run.clear();
      } else {
        run.add(term);
      }
    }
    arranged.addAll(arrangeRun(run, operator));
    return List.copyOf(arranged);
  }

  private static List<Condition> arrangeRun(List<Condition> run, LogicalOperator operator) {
    List<Condition> merged = new ArrayList<>();
    for (Condition term : run) {
      int twin = term instanceof Condition.Match match ? twin(merged, match, operator) : -1;
      if (twin >= 0) {
        Condition.Match first = (Condition.Match) merged.get(twin);
        Condition.Match second = (Condition.Match) term;
        ScalarTest either = new ScalarTest.AnyOf(List.of(first.test(), second.test()));
        merged.set(twin, new Condition.Match(first.field(), either, first.none()));
      } else {
        merged.add(term);
      }
    }
    merged.sort(Comparator.comparingInt(Condition::cost));
    return merged;
  }

  /// `.a = 1 || .a = 2` asks for one of two values, `.a != 1 && .a != 2` for none of them. The
  /// latter is one question only where both literals go with the same types.
  private static int twin(List<Condition> among, Condition.Match match, LogicalOperator operator) {
    if (match.none() != (operator == LogicalOperator.AND) || !match.test().looksIntoArrays()) {
      return -1;
    }
    for (int i = 0; i < among.size(); i++) {
      if (among.get(i) instanceof Condition.Match other
          && other.none() == match.none()
          && other.field().equals(match.field())
          && other.test().looksIntoArrays()
          && (!match.none() || sameTypes(other.test(), match.test()))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean sameTypes(ScalarTest a, ScalarTest b) {
    for (ValueKind kind : ValueKind.values()) {
      if (a.takes(kind) != b.takes(kind)) {
        return false;
      }
    }
    return true;
  }

  private static Condition comparison(Comparison comparison) {
    Expression left = comparison.left();
    Expression right = comparison.right();
    if (Fields.isField(left) && right instanceof Static literal) {
      return match(comparison.operator(), left, literal);
    }
    if (left instanceof Static literal && Fields.isField(right)) {
      return match(FieldComparison.flip(comparison.operator()), right, literal);
    }
    return computed(comparison);
  }

  private static Condition match(ComparisonOperator operator, Expression field, Static literal) {
    if (literal instanceof Static.Nil) {
      Condition exists = new Condition.Exists(field);
      return operator == ComparisonOperator.EQUAL ? new Condition.Negated(exists) : exists;
    }
    Static asked = asked(operator, field, literal);
    return switch (operator) {
      case REGEX, NOT_REGEX ->
          asked instanceof Static.Str(String regex)
              ? new Condition.Match(
                  field, RegexTest.of(regex), operator == ComparisonOperator.NOT_REGEX)
              : new Condition.Constant(false);
      case NOT_EQUAL ->
          new Condition.Match(field, ScalarTest.of(ComparisonOperator.EQUAL, asked), true);
      default -> new Condition.Match(field, ScalarTest.of(operator, asked), false);
    };
  }

  /// The literal that a field is really compared with.
  static Static asked(ComparisonOperator operator, Expression field, Static literal) {
    return field == Intrinsic.TRACE_ID && !operator.isRegex() && literal instanceof Static.Str id
        ? new Static.Str(fullTraceId(id.value()))
        : literal;
  }

  /// The id with as many leading zeros as make it 32 digits, however many it was written with.
  private static String fullTraceId(String id) {
    int first = 0;
    while (first < id.length() && id.charAt(first) == '0') {
      first++;
    }
    String digits = id.substring(first);
    return "0".repeat(Math.max(0, TRACE_ID_DIGITS - digits.length())) + digits;
  }

  private static Condition computed(Expression expression) {
    refuseManyValues(expression);
    return new Condition.Computed(expression);
  }

  /// Says before any span is seen what would fail for every span with an event or link.
  private static void refuseManyValues(Expression expression) {
    switch (expression) {
      case Static _, Attribute _, Intrinsic _ -> {}
      case Not(Expression operand) -> refuseAsOperand("!", operand);
      case Negate(Expression operand) -> refuseAsOperand("-", operand);
      case Arithmetic(var operator, Expression left, Expression right) -> {
        refuseAsOperand(operator.symbol(), left);
        refuseAsOperand(operator.symbol(), right);
      }
      case Logical logical -> {
        refuseManyValues(logical.left());
        refuseManyValues(logical.right());
      }
      case Comparison(var operator, Expression left, Expression right) -> {
        if (Fields.isOfMany(left) && Fields.isOfMany(right)) {
          throw unsupported(operator.symbol() + " between " + left + " and " + right);
        }
        refuseManyValues(left);
        refuseManyValues(right);
      }
    }
  }

  private static void refuseAsOperand(String symbol, Expression operand) {
    if (Fields.isOfMany(operand)) {
      throw unsupported("operator " + symbol + " on " + operand);
    }
    refuseManyValues(operand);
  }

  private static QueryException unsupported(String what) {
    return new QueryException(
        Kind.UNSUPPORTED, what + " is not supported, a span has many events and links");
  }
}
