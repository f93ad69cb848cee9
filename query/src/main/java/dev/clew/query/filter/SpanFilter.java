package dev.clew.query.filter;

import dev.clew.query.read.SegmentView;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Query;
import dev.clew.traceql.SpansetFilter;
import java.util.ArrayList;
import java.util.List;

/// The spanset filter of a query, ready to be evaluated over segments. Immutable.
public final class SpanFilter {
  private final Expression expression;
  private final Condition condition;
  private final Condition pieceCondition;
  private final boolean needsWholeTrace;
  private final List<Expression> fields;

  private SpanFilter(Expression expression, Condition condition, boolean needsWholeTrace) {
    this.expression = expression;
    this.condition = condition;
    this.pieceCondition = relax(condition);
    this.needsWholeTrace = needsWholeTrace;
    this.fields = List.copyOf(Fields.of(expression));
  }

  /// Compiles the filter of a query.
  ///
  /// @throws dev.clew.query.read.QueryException where it cannot be evaluated over any span
  public static SpanFilter of(Query query) {
    return switch (query.root()) {
      case SpansetFilter(Expression expression) -> {
        Condition condition = ConditionCompiler.compile(expression);
        yield new SpanFilter(expression, condition, condition.needsWholeTrace());
      }
    };
  }

  /// The same filter, where the spans that match are going to be asked for a field.
  ///
  /// @throws IllegalArgumentException where `field` is neither attribute nor intrinsic
  public SpanFilter about(Expression field) {
    if (!Fields.isField(field)) {
      throw new IllegalArgumentException("neither attribute nor intrinsic: " + field);
    }
    return new SpanFilter(expression, condition, needsWholeTrace || Fields.needWholeTrace(field));
  }

  /// Whether the filter is about a span's trace as a whole too, so that it is right only over a
  /// segment that has all spans of the traces in question.
  public boolean needsWholeTrace() {
    return needsWholeTrace;
  }

  /// The attributes and intrinsics that the filter mentions, in order, each once.
  public List<Expression> fields() {
    return fields;
  }

  /// A reader of this filter's segment.
  public SegmentFilter over(SegmentView view) {
    return new SegmentFilter(this, new ConditionEvaluator(view), view);
  }

  Expression expression() {
    return expression;
  }

  Condition condition() {
    return condition;
  }

  /// What is true of every span that may match or fail, and can be told from a piece of a trace.
  Condition pieceCondition() {
    return pieceCondition;
  }

  private static Condition relax(Condition condition) {
    if (!condition.needsWholeTrace() && !condition.canFail()) {
      return condition;
    }
    if (!(condition instanceof Condition.All(List<Condition> terms))) {
      return new Condition.Constant(true);
    }
    List<Condition> known = new ArrayList<>();
    for (Condition term : terms) {
      if (term.canFail()) {
        break;
      }
      if (!term.needsWholeTrace()) {
        known.add(term);
      }
    }
    return new Condition.All(List.copyOf(known));
  }
}
