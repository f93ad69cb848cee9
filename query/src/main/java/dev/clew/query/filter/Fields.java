package dev.clew.query.filter;

import dev.clew.traceql.Arithmetic;
import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.Negate;
import dev.clew.traceql.Not;
import dev.clew.traceql.Scope;
import dev.clew.traceql.Static;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an expression asks of a span: its attributes and intrinsics.
final class Fields {
  private Fields() {}

  static boolean isField(Expression expression) {
    return expression instanceof Attribute || expression instanceof Intrinsic;
  }

  /// The fields that an expression mentions, each once, in order.
  static Set<Expression> of(Expression expression) {
    Set<Expression> fields = new LinkedHashSet<>();
    collect(expression, fields);
    return fields;
  }

  private static void collect(Expression expression, Set<Expression> into) {
    switch (expression) {
      case Static _ -> {}
      case Attribute attribute -> into.add(attribute);
      case Intrinsic intrinsic -> into.add(intrinsic);
      case Not(Expression operand) -> collect(operand, into);
      case Negate(Expression operand) -> collect(operand, into);
      case Comparison comparison -> {
        collect(comparison.left(), into);
        collect(comparison.right(), into);
      }
      case Logical logical -> {
        collect(logical.left(), into);
        collect(logical.right(), into);
      }
      case Arithmetic arithmetic -> {
        collect(arithmetic.left(), into);
        collect(arithmetic.right(), into);
      }
    }
  }

  /// Whether the field has a value for each of a span's events or links.
  static boolean isOfMany(Expression field) {
    return switch (field) {
      case Attribute(Scope scope, String _) -> scope == Scope.EVENT || scope == Scope.LINK;
      case Intrinsic intrinsic ->
          switch (intrinsic) {
            case EVENT_NAME, EVENT_TIME_SINCE_START, LINK_TRACE_ID, LINK_SPAN_ID -> true;
            default -> false;
          };
      default -> false;
    };
  }

  /// Whether any field of the expression depends on other spans of the trace.
  static boolean needWholeTrace(Expression expression) {
    return of(expression).stream().anyMatch(field -> field instanceof Intrinsic i && isOfTrace(i));
  }

  private static boolean isOfTrace(Intrinsic intrinsic) {
    return List.of(
            Intrinsic.TRACE_DURATION,
            Intrinsic.ROOT_NAME,
            Intrinsic.ROOT_SERVICE,
            Intrinsic.CHILD_COUNT,
            Intrinsic.NESTED_SET_LEFT,
            Intrinsic.NESTED_SET_RIGHT,
            Intrinsic.NESTED_SET_PARENT)
        .contains(intrinsic);
  }

  /// Whether values must be computed from columns before they can be looked at.
  static boolean isDerived(Expression field) {
    return field instanceof Intrinsic intrinsic
        && switch (intrinsic) {
          case DURATION,
              NAME,
              STATUS,
              STATUS_MESSAGE,
              KIND,
              EVENT_NAME,
              INSTRUMENTATION_NAME,
              INSTRUMENTATION_VERSION ->
              false;
          default -> true;
        };
  }

  static int cost(Expression field) {
    if (needWholeTrace(field)) {
      return 40;
    }
    if (isOfMany(field)) {
      return 10;
    }
    return switch (field) {
      case Attribute(Scope scope, String _) ->
          switch (scope) {
            case ANY -> 9;
            case RESOURCE -> 3;
            default -> 4;
          };
      case Intrinsic intrinsic ->
          switch (intrinsic) {
            case STATUS, KIND, DURATION, TRACE_ID -> 1;
            case SPAN_ID, PARENT_ID -> 12;
            default -> 5;
          };
      default -> 50;
    };
  }
}
