package dev.clew.query;

import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentViews;
import dev.clew.query.read.Selection;
import dev.clew.query.trace.TraceColumns;
import dev.clew.query.trace.TraceReader;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.traceql.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers every question about stored traces, over one snapshot of the store.
///
/// Answers never depend on how the spans of a trace are spread over segments. A trace is in a time
/// window when one of its matching spans is; what is said of it then is about the trace as a whole.
/// The same question over the same snapshot gets the same answer.
///
/// Every method may throw {@link dev.clew.query.read.QueryException} (the query is wrong or not
/// supported, a limit was met, it was cancelled) and
/// {@link dev.clew.store.segment.SegmentReadException}. Stateless; safe for use by several threads.
public final class QueryEngine {
  /// The traces with a span that matches, newest first.
  public SearchResult search(StoreSnapshot snapshot, SearchRequest request) {
    return new TraceSearch(
            snapshot, SpanFilter.of(request.query()), request, request.bounds().start())
        .run();
  }

  /// How many spans match, and in how many traces.
  public MatchCount count(StoreSnapshot snapshot, Query query, QueryBounds bounds) {
    QueryBudget budget = bounds.start();
    Counting counting = new Counting(snapshot, budget);
    new MatchScan(snapshot, SpanFilter.of(query), bounds.window(), budget).run(counting);
    return new MatchCount(counting.spans, counting.traces);
  }

  /// A reader of all spans of a trace, empty where none is stored. The window of the bounds does
  /// not matter: a trace is whole or not at all.
  public Optional<TraceReader> trace(
      StoreSnapshot snapshot, long traceIdHigh, long traceIdLow, QueryBounds bounds) {
    List<TracePiece> pieces = snapshot.find(traceIdHigh, traceIdLow);
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(new TraceReader(pieces, bounds.start()));
  }

  /// The columns that say what a trace looks like, empty where no span of it is stored. The window
  /// of the bounds does not matter.
  public Optional<TraceColumns> columns(
      StoreSnapshot snapshot, long traceIdHigh, long traceIdLow, QueryBounds bounds) {
    List<TracePiece> pieces = snapshot.find(traceIdHigh, traceIdLow);
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(TraceColumns.read(pieces, new SegmentViews(bounds.start())));
  }

  private static final class Counting implements MatchScan.Visitor {
    private final StoreSnapshot snapshot;
    private final QueryBudget budget;
    private final Set<TraceKey> split = new HashSet<>();
    private long spans;
    private long traces;

    Counting(StoreSnapshot snapshot, QueryBudget budget) {
      this.snapshot = snapshot;
      this.budget = budget;
    }

    @Override
    public void visit(Hits hits) {
      spans += hits.matched().count();
      Selection found = hits.traces();
      for (int trace = found.next(0); trace >= 0; trace = found.next(trace + 1)) {
        if (hits.assembled() || !snapshot.isSplit(hits.segment(), trace)) {
          traces++;
        } else if (split.add(TraceKey.of(hits.segment(), trace))) {
          budget.hold(TraceKey.SET_BYTES, "the ids of split traces");
          traces++;
        }
      }
    }
  }
}
