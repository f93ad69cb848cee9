package dev.clew.query.filter;

import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Static;

/// Compares what two expressions are for one span, by the rules of {@link FieldValue}.
final class FieldComparison {
  private FieldComparison() {}

  static String describe(FieldValue value) {
    if (!value.exists()) {
      return "nothing";
    }
    if (value.several()) {
      return "several values";
    }
    return value.items().isEmpty() ? "no plain value" : value.items().getFirst().toString();
  }

  /// @throws EvaluationFailure where both sides have several values
  static boolean compare(ComparisonOperator operator, FieldValue left, FieldValue right) {
    if (!left.exists() || !right.exists()) {
      return false;
    }
    if (left.several() && right.several()) {
      throw new EvaluationFailure("operator " + operator.symbol() + " found arrays on both sides");
    }
    if (left.several()) {
      return right.items().size() == 1
          && compare(operator, left, test(operator, right.items().getFirst()));
    }
    return left.items().size() == 1
        && compare(operator, right, test(flip(operator), left.items().getFirst()));
  }

  /// Whether the values, or none of them, pass a test.
  static boolean compare(ComparisonOperator operator, FieldValue values, ScalarTest test) {
    boolean passes = values.items().stream().anyMatch(test::value);
    if (operator != ComparisonOperator.NOT_EQUAL && operator != ComparisonOperator.NOT_REGEX) {
      return passes;
    }
    boolean takes = values.items().stream().anyMatch(item -> test.takes(ScalarTest.kindOf(item)));
    return !passes && (takes || values.emptyArray());
  }

  private static ScalarTest test(ComparisonOperator operator, Static literal) {
    return ScalarTest.of(
        operator == ComparisonOperator.NOT_EQUAL ? ComparisonOperator.EQUAL : operator, literal);
  }

  /// The operator with its sides swapped.
  static ComparisonOperator flip(ComparisonOperator operator) {
    return switch (operator) {
      case LESS -> ComparisonOperator.GREATER;
      case LESS_EQUAL -> ComparisonOperator.GREATER_EQUAL;
      case GREATER -> ComparisonOperator.LESS;
      case GREATER_EQUAL -> ComparisonOperator.LESS_EQUAL;
      case EQUAL, NOT_EQUAL, REGEX, NOT_REGEX -> operator;
    };
  }
}
