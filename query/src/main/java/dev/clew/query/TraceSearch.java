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
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the newest or the longest traces with a matching span in the time window. A span for which
/// the filter fails counts as matching here, and ends the query when its trace is among the answer;
/// so whether a query fails depends, as its answer does, on the spans alone and not on how they are
/// stored.
///
/// Keeps the best candidates, as many as the limit allows, and for some of the segments they come
/// from one bit a span; the others are evaluated once more.
final class TraceSearch implements MatchScan.Visitor {
  private static final int CANDIDATE_BYTES = 128;
  private static final int MAX_OUTCOMES = 64;
  private static final Comparator<Candidate> NEWEST =
      Comparator.comparingLong(Candidate::start).reversed().thenComparing(Candidate::key);
  private static final Comparator<Candidate> LONGEST =
      Comparator.comparingLong(Candidate::duration).reversed().thenComparing(NEWEST);

  private final StoreSnapshot snapshot;
  private final SpanFilter filter;
  private final SearchRequest request;
  private final QueryBudget budget;
  private final boolean longest;
  private final TreeSet<Candidate> best;
  private final Map<Segment, Outcome> outcomes = new HashMap<>();

  TraceSearch(
      StoreSnapshot snapshot, SpanFilter filter, SearchRequest request, QueryBudget budget) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.request = request;
    this.budget = budget;
    longest = request.order() == TraceOrder.DURATION;
    best = new TreeSet<>(longest ? LONGEST : NEWEST);
  }

  SearchResult run() {
    new MatchScan(snapshot, filter, request.bounds().window(), budget).run(this);
    TraceCompletion completion = new TraceCompletion(filter, request.spansPerTrace(), budget);
    Map<TraceKey, TraceMatch> traces = new HashMap<>();
    for (Candidate candidate : bySegment()) {
      boolean evaluated = candidate.whole() != null || !filter.needsWholeTrace();
      traces.put(
          candidate.key(), completion.complete(pieces(candidate), evaluated ? outcomes : Map.of()));
    }
    List<TraceMatch> ordered = new ArrayList<>();
    for (Candidate candidate : best) {
      ordered.add(Objects.requireNonNull(traces.get(candidate.key())));
    }
    return new SearchResult(
        List.copyOf(ordered), ordered.size() == request.limit(), budget.statistics());
  }

  /// The candidates in an order in which each segment is read once.
  private List<Candidate> bySegment() {
    return best.stream()
        .sorted(Comparator.comparing(c -> c.from() == null ? "" : c.from().name()))
        .toList();
  }

  private List<TracePiece> pieces(Candidate candidate) {
    TracePiece whole = candidate.whole();
    return whole != null
        ? List.of(whole)
        : snapshot.find(candidate.key().high(), candidate.key().low());
  }

  @Override
  public boolean wants(Segment segment) {
    return longest || !isFull() || best.last().start() <= segment.times().latestStart();
  }

  @Override
  public void visit(Hits hits) {
    Segment segment = hits.segment();
    Selection traces = hits.traces();
    for (int trace = traces.next(0); trace >= 0; trace = traces.next(trace + 1)) {
      if (!isFull() || mayBeBetter(hits, trace)) {
        offer(candidate(hits, trace));
      }
    }
    if (!hits.assembled()) {
      budget.hold(bytes(hits.outcome()), "what was found");
      outcomes.put(segment, hits.outcome());
    }
    forgetUnused();
  }

  /// Tells most traces that are not among the best without making a candidate of each.
  private boolean mayBeBetter(Hits hits, int trace) {
    Segment segment = hits.segment();
    long start = segment.traceStart(trace);
    Candidate last = best.last();
    return longest
        ? segment.traceEnd(trace) - start >= last.duration() || isSplit(hits, trace)
        : start >= last.start();
  }

  private boolean isSplit(Hits hits, int trace) {
    return !hits.assembled() && snapshot.isSplit(hits.segment(), trace);
  }

  private Candidate candidate(Hits hits, int trace) {
    Segment segment = hits.segment();
    TraceKey key = TraceKey.of(segment, trace);
    long start = segment.traceStart(trace);
    long end = segment.traceEnd(trace);
    if (hits.assembled()) {
      return new Candidate(start, end - start, key, null, null);
    }
    if (!snapshot.isSplit(segment, trace)) {
      return new Candidate(start, end - start, key, segment, new TracePiece(segment, trace));
    }
    for (TracePiece piece : snapshot.find(key.high(), key.low())) {
      start = Math.min(start, piece.segment().traceStart(piece.trace()));
      end = Math.max(end, piece.segment().traceEnd(piece.trace()));
    }
    return new Candidate(start, end - start, key, segment, null);
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

  /// Lets go of outcomes of segments that no candidate comes from any more, and of those that are
  /// too many. Another piece of a split trace is evaluated again in the end.
  private void forgetUnused() {
    Map<Segment, Outcome> used = new HashMap<>();
    for (Candidate candidate : best) {
      Outcome outcome = candidate.from() == null ? null : outcomes.get(candidate.from());
      if (outcome != null && used.size() < MAX_OUTCOMES) {
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
  /// @param duration of the whole trace
  /// @param from the segment whose outcome is kept for it; null where there is none
  /// @param whole where the trace is; null where it may be split
  private record Candidate(
      long start,
      long duration,
      TraceKey key,
      @Nullable Segment from,
      @Nullable TracePiece whole) {}
}
