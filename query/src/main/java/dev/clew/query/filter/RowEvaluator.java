package dev.clew.query.filter;

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
import java.util.IdentityHashMap;

/// Evaluates an expression for one span at a time: for arithmetic, fields compared with fields, and
/// comparisons of comparisons.
final class RowEvaluator {
  private final FieldReader reader;
  private final IdentityHashMap<Comparison, ScalarTest> regexes = new IdentityHashMap<>();

  RowEvaluator(FieldReader reader) {
    this.reader = reader;
  }

  /// Whether the expression, as a condition, is true of a span.
  ///
  /// @throws EvaluationFailure where it cannot be computed
  boolean isTrue(Expression expression, int span) {
    return value(expression, span).isTrue();
  }

  private FieldValue value(Expression expression, int span) {
    return switch (expression) {
      case Static.Nil _ -> FieldValue.NIL;
      case Static value -> FieldValue.scalar(value);
      case Attribute _, Intrinsic _ -> reader.read(expression, span);
      case Not(Expression operand) -> FieldValue.bool(!truth(value(operand, span)));
      case Negate(Expression operand) -> FieldArithmetic.negate(value(operand, span));
      case Arithmetic(var operator, Expression left, Expression right) ->
          FieldArithmetic.compute(operator, value(left, span), value(right, span));
      case Logical(LogicalOperator operator, Expression left, Expression right) ->
          FieldValue.bool(
              operator == LogicalOperator.AND
                  ? isTrue(left, span) && isTrue(right, span)
                  : isTrue(left, span) || isTrue(right, span));
      case Comparison comparison -> FieldValue.bool(compare(comparison, span));
    };
  }

  private static boolean truth(FieldValue value) {
    if (!value.several()
        && value.items().size() == 1
        && value.items().getFirst() instanceof Static.Bool(boolean truth)) {
      return truth;
    }
    throw new EvaluationFailure(
        "operator ! needs a boolean and found " + FieldComparison.describe(value));
  }

  private boolean compare(Comparison comparison, int span) {
    ComparisonOperator operator = comparison.operator();
    FieldValue left = side(comparison, comparison.left(), comparison.right(), span);
    if (comparison.left() instanceof Static.Nil || comparison.right() instanceof Static.Nil) {
      FieldValue other =
          comparison.left() instanceof Static.Nil ? value(comparison.right(), span) : left;
      boolean bothNil = comparison.left().equals(comparison.right());
      return !bothNil && other.exists() == (operator == ComparisonOperator.NOT_EQUAL);
    }
    if (operator.isRegex()) {
      return FieldComparison.compare(
          operator, left, regexes.computeIfAbsent(comparison, this::regex));
    }
    return FieldComparison.compare(
        operator, left, side(comparison, comparison.right(), comparison.left(), span));
  }

  private FieldValue side(Comparison comparison, Expression side, Expression other, int span) {
    return side instanceof Static literal && !(literal instanceof Static.Nil)
        ? FieldValue.scalar(ConditionCompiler.asked(comparison.operator(), other, literal))
        : value(side, span);
  }

  private ScalarTest regex(Comparison comparison) {
    if (comparison.right() instanceof Static.Str(String text)) {
      return RegexTest.of(text);
    }
    throw new IllegalArgumentException("no regular expression: " + comparison.right());
  }
}
