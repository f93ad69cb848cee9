package dev.clew.query;

import dev.clew.query.filter.Outcome;
import dev.clew.query.filter.SegmentFilter;
import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.query.text.TextQuery;
import dev.clew.query.trace.SpanOrder;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the spans of one trace that something is true of.
///
/// A trace that is a small part of its segments is put together first, which reads only the pages
/// where it is; of a large one whole columns are read.
final class TraceFind {
  private static final int SMALL_TRACE = 20_000;
  private static final int SMALL_PART = 4;

  /// What a span found is ordered by.
  private static final int BYTES_PER_SPAN = 64;

  private final List<TracePiece> pieces;
  private final QueryBudget budget;
  private final List<Hit> hits = new ArrayList<>();

  /// @param pieces all pieces of the trace, at least one
  TraceFind(List<TracePiece> pieces, QueryBudget budget) {
    this.pieces = pieces;
    this.budget = budget;
  }

  /// Some spans of a segment.
  private record Hit(SegmentView view, int[] rows) {}

  /// The spans that a filter matches.
  ///
  /// @throws dev.clew.query.read.QueryException where it fails for one of the spans
  FoundSpans matching(SpanFilter filter) {
    boolean whole = filter.needsWholeTrace() && pieces.size() > 1;
    for (TracePiece piece : piecesToRead(whole)) {
      SegmentView view = new SegmentView(piece.segment(), budget);
      SegmentFilter here = filter.over(view);
      if (here.mayMatch()) {
        Outcome outcome = here.evaluate(spans(piece));
        if (!outcome.failed().isEmpty()) {
          TraceKey trace = TraceKey.of(piece.segment(), piece.trace());
          throw Hits.failure(here, trace, outcome.failed().next(0));
        }
        hits.add(new Hit(view, outcome.matched().rows()));
      }
    }
    return found();
  }

  /// The spans that a text is found in.
  FoundSpans matching(TextQuery text) {
    for (TracePiece piece : piecesToRead(false)) {
      SegmentView view = new SegmentView(piece.segment(), budget);
      hits.add(new Hit(view, text.matching(view, spans(piece)).rows()));
    }
    return found();
  }

  /// The trace as it is stored, or as one piece in a segment of its own.
  private List<TracePiece> piecesToRead(boolean whole) {
    long own = 0;
    long all = 0;
    for (TracePiece piece : pieces) {
      own += piece.segment().spans(piece.trace()).length;
      all += piece.segment().spanCount();
    }
    if (whole || (own <= SMALL_TRACE && own * SMALL_PART < all)) {
      return List.of(new TracePiece(SplitTraces.assemble(pieces, budget), 0));
    }
    return pieces;
  }

  private static Selection spans(TracePiece piece) {
    Segment segment = piece.segment();
    return Selection.of(segment.spanCount(), segment.spans(piece.trace()));
  }

  private FoundSpans found() {
    int count = hits.stream().mapToInt(hit -> hit.rows.length).sum();
    budget.hold((long) BYTES_PER_SPAN * count, "the spans found");
    long[] starts = gather(Field.START, count);
    long[] durations = gather(Field.DURATION, count);
    long[] ids = gather(Field.SPAN_ID, count);
    long[] parents = gather(Field.PARENT_ID, count);
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    new SpanOrder(starts, durations, ids, parents).sort(order);
    TracePiece first = pieces.getFirst();
    return new FoundSpans(
        first.segment().traceIdHigh(first.trace()),
        first.segment().traceIdLow(first.trace()),
        pieces.stream().mapToLong(p -> p.segment().traceStart(p.trace())).min().orElse(0),
        Arrays.stream(order).mapToLong(i -> ids[i]).toArray());
  }

  private long[] gather(Field field, int count) {
    long[] gathered = new long[count];
    int at = 0;
    for (Hit hit : hits) {
      if (hit.rows.length > 0) {
        long[] words = hit.view.words(field);
        for (int row : hit.rows) {
          gathered[at++] = words[row];
        }
      }
    }
    return gathered;
  }
}
