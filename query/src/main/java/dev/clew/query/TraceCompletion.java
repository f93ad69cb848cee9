package dev.clew.query;

import dev.clew.model.AttributeType;
import dev.clew.query.filter.FieldValue;
import dev.clew.query.filter.Outcome;
import dev.clew.query.filter.SegmentFilter;
import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.Column;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.SegmentViews;
import dev.clew.query.read.Selection;
import dev.clew.query.trace.TraceColumns;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Static;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Fills in what an answer says of a trace, from all its pieces.
final class TraceCompletion {
  private final SpanFilter filter;
  private final int spansPerTrace;
  private final QueryBudget budget;
  private final SegmentViews views;

  TraceCompletion(SpanFilter filter, int spansPerTrace, QueryBudget budget) {
    this.filter = filter;
    this.spansPerTrace = spansPerTrace;
    this.budget = budget;
    this.views = new SegmentViews(budget);
  }

  /// @param pieces all pieces of the trace
  /// @param outcomes what the filter said of the spans of some segments
  /// @throws dev.clew.query.read.QueryException where the filter fails for one of its spans
  TraceMatch complete(List<TracePiece> pieces, Map<Segment, Outcome> outcomes) {
    budget.check();
    FirstSpans first = new FirstSpans();
    if (filter.needsWholeTrace() && pieces.size() > 1) {
      SegmentView view = new SegmentView(SplitTraces.assemble(pieces, budget), budget);
      first.add(new TracePiece(view.segment(), 0), view, outcomes);
    } else {
      for (TracePiece piece : pieces) {
        first.add(piece, views.of(piece.segment()), outcomes);
      }
    }
    return new TraceMatch(
        TraceColumns.read(pieces, views).summary(), first.matched, first.matches());
  }

  /// The matching spans that come first.
  private final class FirstSpans {
    private final TreeSet<Found> spans = new TreeSet<>();
    private int matched;

    void add(TracePiece piece, SegmentView view, Map<Segment, Outcome> outcomes) {
      Segment segment = piece.segment();
      int[] rows = segment.spans(piece.trace());
      SegmentFilter here = filter.over(view);
      Outcome outcome = outcomes.get(segment);
      if (outcome == null) {
        outcome = here.evaluate(Selection.of(segment.spanCount(), rows));
      }
      long[] starts = view.words(Field.START);
      for (int row : rows) {
        if (outcome.failed().get(row)) {
          throw Hits.failure(here, TraceKey.of(segment, piece.trace()), row);
        }
        if (outcome.matched().get(row)) {
          matched++;
          if (spans.size() < spansPerTrace
              || (spansPerTrace > 0 && starts[row] <= spans.last().match().startNanos())) {
            add(new Found(match(here, view, row), matched));
          }
        }
      }
    }

    private void add(Found found) {
      spans.add(found);
      if (spans.size() > spansPerTrace) {
        spans.pollLast();
      }
    }

    List<SpanMatch> matches() {
      return spans.stream().map(Found::match).toList();
    }
  }

  private SpanMatch match(SegmentFilter here, SegmentView view, int row) {
    Map<Expression, List<Static>> fields = new LinkedHashMap<>();
    for (Expression field : filter.fields()) {
      FieldValue value = here.read(field, row);
      if (value.exists()) {
        fields.put(field, value.items());
      }
    }
    return new SpanMatch(
        view.words(Field.SPAN_ID)[row],
        string(view.column(Field.NAME), row),
        view.words(Field.START)[row],
        view.words(Field.DURATION)[row],
        service(view, row),
        fields);
  }

  private static String service(SegmentView view, int row) {
    for (Column column : view.columns(TraceColumns.SERVICE_NAME)) {
      if (column.type() == AttributeType.STRING) {
        return string(column, row);
      }
    }
    return "";
  }

  private static String string(Column column, int row) {
    ColumnValues values = column.values();
    int at = SegmentView.seek(values, 0, row);
    return at < values.count() && values.row(at) == row
        ? column.entries().string(values.code(at))
        : "";
  }

  /// @param number in order of finding, to tell equal spans apart
  private record Found(SpanMatch match, int number) implements Comparable<Found> {
    private static final Comparator<Found> ORDER =
        Comparator.comparingLong((Found f) -> f.match.startNanos())
            .thenComparing((Found f) -> f.match.durationNanos(), Comparator.reverseOrder())
            .thenComparing(f -> f.match.spanId(), Long::compareUnsigned)
            .thenComparing(f -> f.match.name())
            .thenComparing(Found::number);

    @Override
    public int compareTo(Found other) {
      return ORDER.compare(this, other);
    }
  }
}
