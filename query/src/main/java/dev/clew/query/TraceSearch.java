package dev.clew.query;

import dev.clew.query.filter.Outcome;
import dev.clew.query.filter.SpanFilter;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.Selection;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the newest traces with a matching span in the time window. A span for which the filter
/// fails counts as matching here, and ends the query when its trace is among the answer; so whether
/// a query fails depends, as its answer does, on the spans alone and not on how they are stored.
///
/// Keeps the best candidates, as many as the limit allows, and for the segments they come from one
/// bit a span.
final class TraceSearch implements MatchScan.Visitor {
  private static final int CANDIDATE_BYTES = 120;

  private final StoreSnapshot snapshot;
  private final SpanFilter filter;
  private final SearchRequest request;
  private final QueryBudget budget;
  private final TreeSet<Candidate> best =
      new TreeSet<>(
          Comparator.comparingLong(Candidate::start).reversed().thenComparing(Candidate::key));
  private final Map<Segment, Outcome> outcomes = new HashMap<>();

  TraceSearch(
      StoreSnapshot snapshot, SpanFilter filter, SearchRequest request, QueryBudget budget) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.request = request;
    this.budget = budget;
  }

  SearchResult run() {
    new MatchScan(snapshot, filter, request.bounds().window(), budget).run(this);
    TraceCompletion completion = new TraceCompletion(filter, request.spansPerTrace(), budget);
    List<TraceMatch> traces = new ArrayList<>();
    for (Candidate candidate : best) {
      boolean evaluated = candidate.whole() != null || !filter.needsWholeTrace();
      traces.add(completion.complete(pieces(candidate), evaluated ? outcomes : Map.of()));
    }
    return new SearchResult(
        List.copyOf(traces), traces.size() == request.limit(), budget.statistics());
  }

  private List<TracePiece> pieces(Candidate candidate) {
    TracePiece whole = candidate.whole();
    return whole != null
        ? List.of(whole)
        : snapshot.find(candidate.key().high(), candidate.key().low());
  }

  @Override
  public boolean wants(Segment segment) {
    return !isFull() || best.last().start() <= segment.times().latestStart();
  }

  @Override
  public void visit(Hits hits) {
    Segment segment = hits.segment();
    Selection traces = hits.traces();
    for (int trace = traces.next(0); trace >= 0; trace = traces.next(trace + 1)) {
      if (!isFull() || segment.traceStart(trace) >= best.last().start()) {
        offer(candidate(hits, trace));
      }
    }
    if (!hits.assembled()) {
      budget.hold(bytes(hits.outcome()), "what was found");
      outcomes.put(segment, hits.outcome());
    }
    forgetUnused();
  }

  private Candidate candidate(Hits hits, int trace) {
    Segment segment = hits.segment();
    TraceKey key = TraceKey.of(segment, trace);
    if (hits.assembled()) {
      return new Candidate(segment.traceStart(trace), key, null, null);
    }
    if (!snapshot.isSplit(segment, trace)) {
      return new Candidate(segment.traceStart(trace), key, segment, new TracePiece(segment, trace));
    }
    long start = segment.traceStart(trace);
    for (TracePiece piece : snapshot.find(key.high(), key.low())) {
      start = Math.min(start, piece.segment().traceStart(piece.trace()));
    }
    return new Candidate(start, key, segment, null);
  }

  private void offer(Candidate candidate) {
    if (best.add(candidate)) {
      budget.hold(CANDIDATE_BYTES, "the traces found");
      if (best.size() > request.limit()) {
        best.pollLast();
        budget.release(CANDIDATE_BYTES);
      }
    }
  }

  private boolean isFull() {
    return best.size() == request.limit();
  }

  /// Lets go of outcomes of segments that no candidate comes from any more. Another piece of a
  /// split trace is evaluated again in the end.
  private void forgetUnused() {
    Map<Segment, Outcome> used = new HashMap<>();
    for (Candidate candidate : best) {
      Outcome outcome = candidate.from() == null ? null : outcomes.get(candidate.from());
      if (outcome != null) {
        used.put(candidate.from(), outcome);
      }
    }
    for (Outcome outcome : outcomes.values()) {
      budget.release(bytes(outcome));
    }
    for (Outcome outcome : used.values()) {
      budget.hold(bytes(outcome), "what was found");
    }
    outcomes.clear();
    outcomes.putAll(used);
  }

  private static long bytes(Outcome outcome) {
    return outcome.matched().byteSize() + outcome.failed().byteSize();
  }

  /// @param start of the whole trace
  /// @param from the segment whose outcome is kept for it; null where there is none
  /// @param whole where the trace is; null where it may be split
  private record Candidate(
      long start, TraceKey key, @Nullable Segment from, @Nullable TracePiece whole) {}
}
