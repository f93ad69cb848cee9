package dev.clew.query.filter;

import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.AttributeName;
import dev.clew.traceql.Expression;
import java.util.List;

/// Evaluates conditions over one segment, narrowing the candidates from term to term.
final class ConditionEvaluator {
  private final SegmentView view;
  private final FieldColumns fields;
  private final ColumnScan scan;

  ConditionEvaluator(SegmentView view) {
    this.view = view;
    this.fields = view.derived(FieldColumns.class, FieldColumns::new);
    this.scan = new ColumnScan(view);
  }

  FieldColumns fields() {
    return fields;
  }

  /// Whether ranges and dictionaries leave a chance that a span matches or fails. Reads no values.
  boolean mayMatch(Condition condition) {
    return switch (condition) {
      case Condition.Constant(boolean value) -> value;
      case Condition.Match(Expression field, ScalarTest test, boolean none) ->
          Fields.isDerived(field) || mayMatch(field, test, none);
      case Condition.Exists(Expression field) ->
          Fields.isDerived(field) || !fields.layers(field).isEmpty();
      case Condition.Negated _, Condition.Computed _ -> true;
      case Condition.Any(List<Condition> terms) -> terms.stream().anyMatch(this::mayMatch);
      case Condition.All(List<Condition> terms) -> allMayMatch(terms);
    };
  }

  private boolean allMayMatch(List<Condition> terms) {
    for (Condition term : terms) {
      if (!mayMatch(term)) {
        return false;
      }
      if (term.canFail()) {
        return true;
      }
    }
    return true;
  }

  private boolean mayMatch(Expression field, ScalarTest test, boolean none) {
    for (List<FieldColumn> layer : fields.layers(field)) {
      for (FieldColumn column : layer) {
        if (none || scan.mayPass(column, test)) {
          return true;
        }
      }
    }
    return false;
  }

  /// What the condition says of the candidates.
  Outcome evaluate(Condition condition, Selection candidates) {
    if (candidates.isEmpty()) {
      return Outcome.of(candidates.copy());
    }
    return switch (condition) {
      case Condition.Constant(boolean value) ->
          Outcome.of(value ? candidates.copy() : Selection.none(candidates.size()));
      case Condition.Match match -> Outcome.of(match(match, candidates));
      case Condition.Exists(Expression field) -> Outcome.of(exists(field, candidates));
      case Condition.Computed(Expression expression) -> compute(expression, candidates);
      case Condition.Negated(Condition inner) -> {
        Outcome outcome = evaluate(inner, candidates);
        yield new Outcome(
            candidates.copy().andNot(outcome.matched()).andNot(outcome.failed()), outcome.failed());
      }
      case Condition.All(List<Condition> terms) -> all(terms, candidates);
      case Condition.Any(List<Condition> terms) -> any(terms, candidates);
    };
  }

  private Outcome all(List<Condition> terms, Selection candidates) {
    Selection matched = candidates;
    Selection failed = Selection.none(candidates.size());
    for (Condition term : terms) {
      Outcome outcome = evaluate(term, matched);
      matched = outcome.matched();
      failed.or(outcome.failed());
    }
    return new Outcome(matched, failed);
  }

  private Outcome any(List<Condition> terms, Selection candidates) {
    Selection open = candidates.copy();
    Selection matched = Selection.none(candidates.size());
    Selection failed = Selection.none(candidates.size());
    for (Condition term : terms) {
      Outcome outcome = evaluate(term, open);
      matched.or(outcome.matched());
      failed.or(outcome.failed());
      open.andNot(outcome.matched()).andNot(outcome.failed());
    }
    return new Outcome(matched, failed);
  }

  private Selection match(Condition.Match match, Selection candidates) {
    Selection found = Selection.none(candidates.size());
    Selection open = candidates;
    List<List<FieldColumn>> layers = fields.layers(match.field());
    for (int i = 0; i < layers.size(); i++) {
      List<FieldColumn> layer = layers.get(i);
      found.or(matchLayer(layer, match, open));
      if (i + 1 < layers.size()) {
        open = open.copy().andNot(present(layer, open));
      }
    }
    return found;
  }

  private Selection matchLayer(
      List<FieldColumn> layer, Condition.Match match, Selection candidates) {
    Selection passing = Selection.none(candidates.size());
    for (FieldColumn column : layer) {
      passing.or(scan.passing(column, match.test(), candidates));
    }
    if (!match.none()) {
      return passing;
    }
    Selection taken = Selection.none(candidates.size());
    for (FieldColumn column : layer) {
      taken.or(scan.taken(column, match.test(), candidates));
    }
    return taken.andNot(passing);
  }

  private Selection exists(Expression field, Selection candidates) {
    Selection found = Selection.none(candidates.size());
    for (List<FieldColumn> layer : fields.layers(field)) {
      found.or(present(layer, candidates));
    }
    return found;
  }

  private Selection present(List<FieldColumn> layer, Selection candidates) {
    Selection found = Selection.none(candidates.size());
    for (FieldColumn column : layer) {
      found.or(scan.present(column, candidates));
    }
    return found;
  }

  /// Whether any of the candidates has a value of an attribute.
  boolean anyHas(AttributeName name, Selection candidates) {
    if (candidates.count() == candidates.size()) {
      return !fields.attribute(name).isEmpty();
    }
    for (FieldColumn column : fields.attribute(name)) {
      if (!scan.present(column, candidates).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private Outcome compute(Expression expression, Selection candidates) {
    RowEvaluator rows = new RowEvaluator(new FieldReader(view, fields));
    Selection matched = Selection.none(candidates.size());
    Selection failed = Selection.none(candidates.size());
    for (int row = candidates.next(0); row >= 0; row = candidates.next(row + 1)) {
      if ((row & 0xFFF) == 0) {
        view.budget().check();
      }
      try {
        if (rows.isTrue(expression, row)) {
          matched.set(row);
        }
      } catch (EvaluationFailure _) {
        failed.set(row);
      }
    }
    return new Outcome(matched, failed);
  }
}
