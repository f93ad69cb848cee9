package dev.clew.query;

import dev.clew.model.TraceIds;
import dev.clew.query.filter.Outcome;
import dev.clew.query.filter.SegmentFilter;
import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryException.Kind;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import dev.clew.query.read.TimeWindow;
import dev.clew.store.segment.Segment;
import org.jspecify.annotations.Nullable;

/// What a filter found in one segment.
final class Hits {
  private final SegmentView view;
  private final SegmentFilter filter;
  private final Outcome outcome;
  private final TimeWindow window;
  private final boolean assembled;
  private @Nullable Selection inWindow;

  /// @param outcome of all spans that were asked about, in the time window or not
  /// @param assembled see {@link #assembled()}
  Hits(
      SegmentView view,
      SegmentFilter filter,
      Outcome outcome,
      TimeWindow window,
      boolean assembled) {
    this.view = view;
    this.filter = filter;
    this.outcome = outcome;
    this.window = window;
    this.assembled = assembled;
  }

  Segment segment() {
    return view.segment();
  }

  SegmentView view() {
    return view;
  }

  SegmentFilter filter() {
    return filter;
  }

  Outcome outcome() {
    return outcome;
  }

  /// Whether the segment is one of traces put together, which have no pieces outside.
  boolean assembled() {
    return assembled;
  }

  private Selection inWindow() {
    if (inWindow == null) {
      inWindow = window.select(view);
    }
    return inWindow;
  }

  /// The traces with a span in the window that matches or fails.
  Selection traces() {
    Selection spans = outcome.either().and(inWindow());
    if (spans.count() == spans.size()) {
      return Selection.all(segment().traceCount());
    }
    Selection traces = Selection.none(segment().traceCount());
    for (int row = spans.next(0); row >= 0; row = spans.next(row + 1)) {
      traces.set(segment().trace(row));
    }
    return traces;
  }

  /// The spans in the window that match.
  ///
  /// @throws QueryException where the filter fails for a span in the window
  Selection matched() {
    Selection failed = outcome.failed().copy().and(inWindow());
    if (!failed.isEmpty()) {
      int row = failed.next(0);
      throw failure(filter, TraceKey.of(segment(), segment().trace(row)), row);
    }
    return outcome.matched().copy().and(inWindow());
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
