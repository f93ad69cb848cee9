package dev.clew.traceql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `left && right` or `left || right`.
///
/// A chain such as `a || b || c` leans to the left and may be long (up to [TraceQl#MAX_CHAIN]), so
/// equality, hash and printing walk down the left side in a loop. [#operands] gives a chain flat.
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

  /// The conditions that this node joins by its operator alone, from left to right: for `a || b ||
  /// c`, and for `a || (b || c)` as well, the three of them. None of them is a [Logical] with the
  /// same operator; at least two.
  public List<Expression> operands() {
    List<Expression> operands = new ArrayList<>();
    Deque<Expression> pending = new ArrayDeque<>();
    pending.push(this);
    while (!pending.isEmpty()) {
      Expression next = pending.pop();
      if (next instanceof Logical same && same.operator == operator) {
        pending.push(same.right);
        pending.push(same.left);
      } else {
        operands.add(next);
      }
    }
    return operands;
  }

  @Override
  public Type type() {
    return Type.BOOL;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    Expression mine = this;
    Object its = other;
    while (mine instanceof Logical a && its instanceof Logical b) {
      if (a.operator != b.operator || !a.right.equals(b.right)) {
        return false;
      }
      mine = a.left;
      its = b.left;
    }
    return !(mine instanceof Logical) && mine.equals(its);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    Expression rest = this;
    while (rest instanceof Logical logical) {
      hash = 31 * (31 * hash + logical.operator.symbol().hashCode()) + logical.right.hashCode();
      rest = logical.left;
    }
    return 31 * hash + rest.hashCode();
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
