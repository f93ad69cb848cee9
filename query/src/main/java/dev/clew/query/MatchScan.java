package dev.clew.query;

import dev.clew.query.filter.Outcome;
import dev.clew.query.filter.SegmentFilter;
import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.query.read.TimeWindow;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.segment.Segment;
import java.util.Comparator;
import java.util.List;

/// Takes a filter over all segments of a snapshot, newest first, with split traces put together
/// where the filter needs whole ones.
final class MatchScan {
  private final StoreSnapshot snapshot;
  private final SpanFilter filter;
  private final TimeWindow window;
  private final QueryBudget budget;

  MatchScan(StoreSnapshot snapshot, SpanFilter filter, TimeWindow window, QueryBudget budget) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.window = window;
    this.budget = budget;
  }

  /// Shows the visitor what is found, segment by segment. A split trace is shown piece by piece, or
  /// whole and once where the filter needs it whole.
  void run(Visitor visitor) {
    SplitTraces split =
        new SplitTraces(
            snapshot, budget, segment -> visitor.visit(hits(new SegmentView(segment, budget))));
    List<Segment> segments =
        snapshot.segments().stream()
            .sorted(Comparator.comparingLong((Segment s) -> s.times().latestStart()).reversed())
            .toList();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      budget.check();
      if (!visitor.wants(segment)) {
        budget.segmentsSkipped(segments.size() - i);
        break;
      }
      if (segment.times().overlaps(window.from(), window.to())) {
        visit(segment, visitor, split);
      } else {
        budget.segmentsSkipped(1);
      }
    }
    split.flush();
  }

  private void visit(Segment segment, Visitor visitor, SplitTraces split) {
    SegmentView view = new SegmentView(segment, budget);
    SegmentFilter here = filter.over(view);
    if (!here.mayMatch()) {
      budget.segmentPruned();
      return;
    }
    Selection candidates = Selection.all(segment.spanCount());
    if (filter.needsWholeTrace()) {
      Selection pieces = piecesOfSplitTraces(segment);
      candidates.andNot(pieces);
      assemble(view, here.mayMatchWhole(pieces), split);
    }
    Outcome outcome = here.evaluate(candidates);
    if (!outcome.matched().isEmpty() || !outcome.failed().isEmpty()) {
      visitor.visit(new Hits(view, here, outcome, window, false));
    }
  }

  private Hits hits(SegmentView assembled) {
    SegmentFilter here = filter.over(assembled);
    Outcome outcome = here.evaluate(Selection.all(assembled.segment().spanCount()));
    return new Hits(assembled, here, outcome, window, true);
  }

  private Selection piecesOfSplitTraces(Segment segment) {
    Selection splitTraces = Selection.none(segment.traceCount());
    for (int trace = 0; trace < segment.traceCount(); trace++) {
      if (snapshot.isSplit(segment, trace)) {
        splitTraces.set(trace);
      }
    }
    Selection pieces = Selection.none(segment.spanCount());
    for (int row = 0; row < segment.spanCount() && !splitTraces.isEmpty(); row++) {
      if (splitTraces.get(segment.trace(row))) {
        pieces.set(row);
      }
    }
    return pieces;
  }

  private void assemble(SegmentView view, Selection spans, SplitTraces split) {
    if (spans.isEmpty()) {
      return;
    }
    Segment segment = view.segment();
    spans.and(window.select(view));
    Selection traces = Selection.none(segment.traceCount());
    for (int row = spans.next(0); row >= 0; row = spans.next(row + 1)) {
      traces.set(segment.trace(row));
    }
    for (int trace = traces.next(0); trace >= 0; trace = traces.next(trace + 1)) {
      split.add(TraceKey.of(segment, trace));
    }
  }

  /// Sees what is found.
  interface Visitor {
    /// Whether this segment can still change the answer. If not, neither can those after it, which
    /// are older.
    default boolean wants(Segment segment) {
      return true;
    }

    void visit(Hits hits);
  }
}
