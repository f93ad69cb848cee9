package dev.clew.query;

import dev.clew.model.TraceIds;
import dev.clew.query.filter.Outcome;
import dev.clew.query.filter.SegmentFilter;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryException.Kind;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.store.segment.Segment;

/// What a filter found in one segment.
///
/// @param outcome of all spans that were asked about, in the time window or not
/// @param inWindow the spans in the time window
/// @param assembled whether the segment is one of traces put together, which have no pieces outside
record Hits(
    SegmentView view,
    SegmentFilter filter,
    Outcome outcome,
    Selection inWindow,
    boolean assembled) {
  Segment segment() {
    return view.segment();
  }

  /// The traces with a span in the window that matches or fails.
  Selection traces() {
    Selection traces = Selection.none(segment().traceCount());
    Selection spans = outcome.either().and(inWindow);
    for (int row = spans.next(0); row >= 0; row = spans.next(row + 1)) {
      traces.set(segment().trace(row));
    }
    return traces;
  }

  /// The spans in the window that match.
  ///
  /// @throws QueryException where the filter fails for a span in the window
  Selection matched() {
    Selection failed = outcome.failed().copy().and(inWindow);
    if (!failed.isEmpty()) {
      int row = failed.next(0);
      throw failure(filter, TraceKey.of(segment(), segment().trace(row)), row);
    }
    return outcome.matched().copy().and(inWindow);
  }

  static QueryException failure(SegmentFilter filter, TraceKey trace, int row) {
    return new QueryException(
        Kind.INVALID_QUERY,
        "the query cannot be computed for a span of trace "
            + TraceIds.traceId(trace.high(), trace.low())
            + ": "
            + filter.failure(row));
  }
}
