package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// Which types go together. Each rule returns what is wrong, or null when nothing is.
final class TypeRules {
  private TypeRules() {}

  static void require(@Nullable String problem) {
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  static @Nullable String filter(Expression condition) {
    return canBeTrue(condition)
        ? null
        : "a filter needs a boolean or an attribute, not " + withArticle(describe(condition));
  }

  static @Nullable String comparison(
      ComparisonOperator operator, Expression left, Expression right) {
    if (operator.isRegex()) {
      return regex(operator, left, right);
    }
    if (left instanceof Static.Nil || right instanceof Static.Nil) {
      return withNil(operator, left, right);
    }
    for (Expression side : new Expression[] {left, right}) {
      if (operator.isOrdering() && !isOrdered(side)) {
        return notFor(operator.symbol(), left, right)
            + ", "
            + describe(side)
            + " takes only = and !=";
      }
    }
    return comparable(left, right)
        ? null
        : "cannot compare " + describe(left) + " with " + describe(right) + hint(left, right);
  }

  private static @Nullable String regex(
      ComparisonOperator operator, Expression left, Expression right) {
    if (!(right instanceof Static.Str)) {
      return "the right side of "
          + operator.symbol()
          + " must be a string literal, not "
          + withArticle(describe(right));
    }
    return left.type() == Type.STRING || isUntyped(left)
        ? null
        : notFor(operator.symbol(), left, right) + ", a regular expression matches strings";
  }

  private static @Nullable String withNil(
      ComparisonOperator operator, Expression left, Expression right) {
    if (operator.isOrdering()) {
      return notFor(operator.symbol(), left, right) + ", nil takes only = and !=";
    }
    Expression other = left instanceof Static.Nil ? right : left;
    return switch (other) {
      case Static.Nil _ -> null;
      case Intrinsic intrinsic ->
          operator == ComparisonOperator.EQUAL ? neverNil(intrinsic.text()) : null;
      case Attribute attribute ->
          operator == ComparisonOperator.EQUAL && attribute.equals(SERVICE_NAME)
              ? neverNil(SERVICE_NAME.toString())
              : null;
      default ->
          "cannot compare "
              + describe(left)
              + " with "
              + describe(right)
              + ", only an attribute or an intrinsic can be nil";
    };
  }

  private static final Attribute SERVICE_NAME = Attribute.resource("service.name");

  private static String neverNil(String field) {
    return field + " is never nil";
  }

  static @Nullable String logical(LogicalOperator operator, Expression left, Expression right) {
    return canBeTrue(left) && canBeTrue(right)
        ? null
        : notFor(operator.symbol(), left, right) + ", it needs booleans";
  }

  static @Nullable String not(Expression operand) {
    return canBeTrue(operand)
        ? null
        : "operator ! does not apply to " + describe(operand) + ", it needs a boolean";
  }

  static @Nullable String negate(Expression operand) {
    return canBeNumber(operand)
        ? null
        : "operator - does not apply to " + describe(operand) + ", it needs a number";
  }

  static @Nullable String arithmetic(
      ArithmeticOperator operator, Expression left, Expression right) {
    return canBeNumber(left) && canBeNumber(right)
        ? null
        : notFor(operator.symbol(), left, right) + ", it needs numbers";
  }

  private static boolean comparable(Expression left, Expression right) {
    if (isUntyped(left) || isUntyped(right)) {
      return true;
    }
    return left.type() == right.type() || (isNumber(left) && isNumber(right));
  }

  private static boolean isOrdered(Expression side) {
    return isUntyped(side) || isNumber(side) || side.type() == Type.STRING;
  }

  private static boolean canBeTrue(Expression expression) {
    return expression.type() == Type.BOOL || isUntyped(expression);
  }

  private static boolean canBeNumber(Expression expression) {
    return isNumber(expression) || isUntyped(expression);
  }

  /// A number for certain, even where the kind of number depends on an attribute.
  private static boolean isNumber(Expression expression) {
    return expression.type().isNumeric()
        || expression instanceof Arithmetic
        || expression instanceof Negate;
  }

  private static boolean isUntyped(Expression expression) {
    return expression.type() == Type.DYNAMIC && !isNumber(expression);
  }

  private static String notFor(String symbol, Expression left, Expression right) {
    return "operator "
        + symbol
        + " does not apply to "
        + describe(left)
        + " and "
        + describe(right);
  }

  private static String hint(Expression left, Expression right) {
    boolean text = left.type() == Type.STRING || right.type() == Type.STRING;
    if (text && (left.type() == Type.STATUS || right.type() == Type.STATUS)) {
      return ", write ok, error or unset without quotes";
    }
    if (text && (left.type() == Type.KIND || right.type() == Type.KIND)) {
      return ", write server, client and the other kinds without quotes";
    }
    return "";
  }

  private static String describe(Expression expression) {
    if (isUntyped(expression)) {
      return "attribute";
    }
    return expression.type() == Type.DYNAMIC ? "number" : expression.type().toString();
  }

  private static String withArticle(String noun) {
    return noun.equals("nil") ? noun : ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
  }
}
