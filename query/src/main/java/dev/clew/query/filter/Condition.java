package dev.clew.query.filter;

import dev.clew.traceql.Expression;
import java.util.List;

/// A filter's condition in the form in which it is evaluated.
///
/// A condition is true or false of a span, or it *fails*: `!` on what is no boolean, minus on what
/// is no number, an int divided by zero, arithmetic on an array, array against array. The terms of
/// `&&` and `||` count from left to right, and a term counts only where those before it have not
/// decided; so whether a span fails depends on the filter and the span alone. Terms that cannot
/// fail may be evaluated in another order as long as none crosses one that can.
sealed interface Condition {
  /// True or false of every span.
  record Constant(boolean value) implements Condition {}

  /// Every term holds.
  record All(List<Condition> terms) implements Condition {}

  /// At least one term holds.
  record Any(List<Condition> terms) implements Condition {}

  record Negated(Condition condition) implements Condition {}

  /// A value of the field passes the test.
  ///
  /// @param none instead: there are values that the test takes, and none of them passes
  record Match(Expression field, ScalarTest test, boolean none) implements Condition {}

  /// The field is not nil.
  record Exists(Expression field) implements Condition {}

  /// What must be computed span by span.
  record Computed(Expression expression) implements Condition {}

  /// Whether it can fail.
  default boolean canFail() {
    return switch (this) {
      case Constant _, Match _, Exists _ -> false;
      case Computed _ -> true;
      case Negated(Condition condition) -> condition.canFail();
      case All(List<Condition> terms) -> terms.stream().anyMatch(Condition::canFail);
      case Any(List<Condition> terms) -> terms.stream().anyMatch(Condition::canFail);
    };
  }

  /// Whether the answer depends on the trace as a whole.
  default boolean needsWholeTrace() {
    return switch (this) {
      case Constant _ -> false;
      case Match(Expression field, ScalarTest _, boolean _) -> Fields.needWholeTrace(field);
      case Exists(Expression field) -> Fields.needWholeTrace(field);
      case Computed(Expression expression) -> Fields.needWholeTrace(expression);
      case Negated(Condition condition) -> condition.needsWholeTrace();
      case All(List<Condition> terms) -> terms.stream().anyMatch(Condition::needsWholeTrace);
      case Any(List<Condition> terms) -> terms.stream().anyMatch(Condition::needsWholeTrace);
    };
  }

  /// A guess at how much work it is; only the order counts.
  default int cost() {
    return switch (this) {
      case Constant _ -> 0;
      case Match(Expression field, ScalarTest test, boolean _) ->
          Fields.cost(field) + (test instanceof RegexTest ? 2 : 0);
      case Exists(Expression field) -> Fields.cost(field);
      case Computed _ -> 50;
      case Negated(Condition condition) -> condition.cost() + 1;
      case All(List<Condition> terms) -> terms.stream().mapToInt(Condition::cost).sum();
      case Any(List<Condition> terms) -> terms.stream().mapToInt(Condition::cost).sum();
    };
  }
}
