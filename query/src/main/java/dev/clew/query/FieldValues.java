package dev.clew.query;

import dev.clew.query.filter.ValueSink;
import dev.clew.query.read.QueryBudget;
import dev.clew.traceql.Static;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Collects distinct values and keeps the first of them, so that a limit gives the same ones
/// however the spans are stored.
final class FieldValues implements ValueSink {
  private static final int VALUE_BYTES = 96;
  private static final Comparator<Static> ORDER =
      Comparator.comparing(Static::type).thenComparing(FieldValues::compareSameType);

  private final TreeSet<Static> first = new TreeSet<>(ORDER);
  private final int limit;
  private final QueryBudget budget;

  FieldValues(int limit, QueryBudget budget) {
    this.limit = limit;
    this.budget = budget;
  }

  @Override
  public boolean has(Static value) {
    return first.contains(value)
        || (first.size() == limit && (limit == 0 || ORDER.compare(value, first.last()) > 0));
  }

  @Override
  public void add(Static value) {
    if (!has(value)) {
      first.add(value);
      budget.hold(bytes(value), "the values found");
      if (first.size() > limit) {
        budget.release(bytes(first.removeLast()));
      }
    }
  }

  List<Static> sorted() {
    return List.copyOf(first);
  }

  private static int bytes(Static value) {
    return VALUE_BYTES + (value instanceof Static.Str(String text) ? text.length() : 0);
  }

  private static int compareSameType(Static a, Static b) {
    return switch (a) {
      case Static.Int(long left) when b instanceof Static.Int(long right) ->
          Long.compare(left, right);
      case Static.Duration(long left) when b instanceof Static.Duration(long right) ->
          Long.compare(left, right);
      case Static.FloatValue(double left) when b instanceof Static.FloatValue(double right) ->
          Double.compare(left, right);
      case Static.Bool(boolean left) when b instanceof Static.Bool(boolean right) ->
          Boolean.compare(left, right);
      case Static.Str(String left) when b instanceof Static.Str(String right) ->
          left.compareTo(right);
      case Static.StatusValue(var left) when b instanceof Static.StatusValue(var right) ->
          left.compareTo(right);
      case Static.KindValue(var left) when b instanceof Static.KindValue(var right) ->
          left.compareTo(right);
      default -> 0;
    };
  }
}
