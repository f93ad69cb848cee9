package dev.clew.query;

import dev.clew.query.filter.SpanFilter;
import dev.clew.query.heatmap.HeatGrid;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.query.trace.TraceColumns;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts all traces that match in the cells of a heat map. A trace that lies in one piece is
/// counted as it is met; those in several pieces are remembered, and counted once all are known.
final class HeatMapScan implements MatchScan.Visitor {
  private static final int SPLIT_BYTES = 96;
  private static final int PIECE_BYTES = 64;

  private final StoreSnapshot snapshot;
  private final HeatMapRequest request;
  private final QueryBudget budget;
  private final HeatGrid grid;
  private final Set<TraceKey> split = new HashSet<>();

  HeatMapScan(StoreSnapshot snapshot, HeatMapRequest request) {
    this.snapshot = snapshot;
    this.request = request;
    budget = request.bounds().start();
    grid = new HeatGrid(request.bounds().window(), request.columns(), request.rows());
  }

  HeatMapResult run() {
    SpanFilter filter = SpanFilter.of(request.query());
    new MatchScan(snapshot, filter, request.bounds().window(), budget).run(this);
    countSplit();
    return new HeatMapResult(grid.map(), budget.statistics());
  }

  @Override
  public void visit(Hits hits) {
    if (hits.matched().isEmpty()) {
      return;
    }
    Segment segment = hits.segment();
    Selection found = hits.traces();
    Selection failed = failedTraces(hits.view());
    for (int trace = found.next(0); trace >= 0; trace = found.next(trace + 1)) {
      if (hits.assembled() || !snapshot.isSplit(segment, trace)) {
        long start = segment.traceStart(trace);
        long duration = segment.traceEnd(trace) - start;
        count(TraceKey.of(segment, trace), start, duration, failed.get(trace));
      } else if (split.add(TraceKey.of(segment, trace))) {
        budget.hold(TraceKey.SET_BYTES, "the ids of split traces");
      }
    }
  }

  private void count(TraceKey trace, long start, long duration, boolean failed) {
    if (grid.add(start, duration, failed, trace.high(), trace.low())) {
      budget.hold(HeatGrid.CELL_BYTES, "the cells");
    }
  }

  /// The traces with a span that has the status error.
  private static Selection failedTraces(SegmentView view) {
    Segment segment = view.segment();
    Selection failed = Selection.none(segment.traceCount());
    Range range = view.column(Field.STATUS).range();
    if (range != null && range.max() < TraceColumns.STATUS_ERROR) {
      return failed;
    }
    long[] statuses = view.words(Field.STATUS);
    for (int row = 0; row < segment.spanCount(); row++) {
      if (statuses[row] == TraceColumns.STATUS_ERROR) {
        failed.set(segment.trace(row));
      }
    }
    return failed;
  }

  /// Counts the traces in several pieces: segment by segment, so that each is read once.
  private void countSplit() {
    Map<Segment, List<Piece>> bySegment = new LinkedHashMap<>();
    List<Whole> traces = new ArrayList<>();
    for (TraceKey key : split) {
      Whole whole = new Whole(key);
      traces.add(whole);
      budget.hold(SPLIT_BYTES, "split traces");
      for (TracePiece piece : snapshot.find(key.high(), key.low())) {
        whole.extend(piece);
        budget.hold(PIECE_BYTES, "split traces");
        bySegment
            .computeIfAbsent(piece.segment(), _ -> new ArrayList<>())
            .add(new Piece(whole, piece.trace()));
      }
    }
    bySegment.forEach(
        (segment, pieces) -> {
          Selection failed = failedTraces(new SegmentView(segment, budget));
          pieces.forEach(piece -> piece.of.failed |= failed.get(piece.trace));
        });
    for (Whole trace : traces) {
      count(trace.key, trace.start, trace.end - trace.start, trace.failed);
    }
  }

  /// @param trace its number in the segment
  private record Piece(Whole of, int trace) {}

  /// A trace of which piece after piece is looked at.
  private static final class Whole {
    private final TraceKey key;
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private boolean failed;

    Whole(TraceKey key) {
      this.key = key;
    }

    void extend(TracePiece piece) {
      start = Math.min(start, piece.segment().traceStart(piece.trace()));
      end = Math.max(end, piece.segment().traceEnd(piece.trace()));
    }
  }
}
