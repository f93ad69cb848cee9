package dev.clew.query.filter;

import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.AttributeName;
import dev.clew.traceql.Expression;
import org.jspecify.annotations.Nullable;

/// A filter over one segment.
public final class SegmentFilter {
  private final SpanFilter filter;
  private final ConditionEvaluator evaluator;
  private final SegmentView view;

  SegmentFilter(SpanFilter filter, ConditionEvaluator evaluator, SegmentView view) {
    this.filter = filter;
    this.evaluator = evaluator;
    this.view = view;
  }

  /// Whether ranges and dictionaries leave a chance that a span matches or fails. Reads no values.
  public boolean mayMatch() {
    return evaluator.mayMatch(filter.condition());
  }

  /// What the filter says of some spans. Where it {@linkplain SpanFilter#needsWholeTrace() needs
  /// whole traces}, they must be here.
  public Outcome evaluate(Selection candidates) {
    return evaluator.evaluate(filter.condition(), candidates);
  }

  /// The spans of which the filter may be true once their traces are put together, or for which it
  /// may fail.
  public Selection mayMatchWhole(Selection candidates) {
    return evaluator.evaluate(filter.pieceCondition(), candidates).matched();
  }

  /// Why the filter cannot be computed for a span; null where it can.
  public @Nullable String failure(int span) {
    RowEvaluator rows = new RowEvaluator(new FieldReader(view, evaluator.fields()));
    try {
      rows.isTrue(filter.expression(), span);
      return null;
    } catch (EvaluationFailure e) {
      return e.getMessage();
    }
  }

  /// What a field is for a span.
  public FieldValue read(Expression field, int span) {
    return new FieldReader(view, evaluator.fields()).read(field, span);
  }

  /// Tells which values a field has among some spans; more than once where that is easier.
  public void values(Expression field, Selection spans, ValueSink sink) {
    new ValueScan(view, evaluator.fields()).collect(field, spans, sink);
  }

  /// Tells which strings an attribute is among some spans, elements of arrays left out; more than
  /// once where that is easier.
  public void strings(AttributeName name, Selection spans, ValueSink sink) {
    new ValueScan(view, evaluator.fields()).collectStrings(name, spans, sink);
  }

  /// Whether any of some spans has a value of an attribute, be it one that cannot be queried.
  public boolean anyHas(AttributeName name, Selection spans) {
    return evaluator.anyHas(name, spans);
  }
}
