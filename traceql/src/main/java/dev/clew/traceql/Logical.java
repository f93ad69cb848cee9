package dev.clew.traceql;

import java.util.List;

/// `left && right` or `left || right`.
///
/// @param operator which of the two
/// @param left boolean or dynamic
/// @param right boolean or dynamic
public record Logical(LogicalOperator operator, Expression left, Expression right)
    implements Expression {
  /// @throws IllegalArgumentException when a side can be neither true nor false
  public Logical {
    TypeRules.require(TypeRules.logical(operator, left, right));
  }

  /// All of the conditions, joined from the left; `true` when there are none.
  public static Expression and(List<? extends Expression> conditions) {
    return join(LogicalOperator.AND, conditions);
  }

  /// Any of the conditions, joined from the left; `false` when there are none.
  public static Expression or(List<? extends Expression> conditions) {
    return join(LogicalOperator.OR, conditions);
  }

  private static Expression join(LogicalOperator operator, List<? extends Expression> conditions) {
    if (conditions.isEmpty()) {
      return new Static.Bool(operator == LogicalOperator.AND);
    }
    Expression joined = conditions.getFirst();
    for (Expression condition : conditions.subList(1, conditions.size())) {
      joined = new Logical(operator, joined, condition);
    }
    return joined;
  }

  @Override
  public Type type() {
    return Type.BOOL;
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
