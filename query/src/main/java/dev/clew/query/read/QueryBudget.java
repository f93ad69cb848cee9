package dev.clew.query.read;

import dev.clew.query.read.QueryException.Kind;
import dev.clew.store.segment.Segment;

/// What one running query has used, held against its limits. For the one thread that runs it.
public final class QueryBudget {
  private final QueryLimits limits;
  private final Cancellation cancellation;
  private final long startedNanos = System.nanoTime();
  private long bytesRead;
  private long bytesHeld;
  private long spans;
  private long traces;
  private int readSegments;
  private int prunedSegments;
  private int skippedSegments;

  /// Starts the clock.
  public QueryBudget(QueryLimits limits, Cancellation cancellation) {
    this.limits = limits;
    this.cancellation = cancellation;
  }

  /// Ends the query when nobody wants it any more or its time is over.
  ///
  /// @throws QueryException of kind `CANCELLED` or `LIMIT_EXCEEDED`
  public void check() {
    if (cancellation.isCancelled()) {
      throw new QueryException(Kind.CANCELLED, "the query was cancelled");
    }
    if (System.nanoTime() - startedNanos > limits.time().toNanos()) {
      throw new QueryException(
          Kind.LIMIT_EXCEEDED,
          "the query takes longer than its time limit of " + limits.time().toMillis() + " ms");
    }
  }

  /// Counts bytes of columns that are about to be used.
  ///
  /// @throws QueryException of kind `LIMIT_EXCEEDED`
  public void read(long bytes) {
    bytesRead += bytes;
    if (bytesRead > limits.bytesRead()) {
      throw new QueryException(
          Kind.LIMIT_EXCEEDED,
          "the query reads more than its limit of " + limits.bytesRead() + " bytes");
    }
  }

  /// Counts bytes that are about to be kept.
  ///
  /// @param what is kept, for the message
  /// @throws QueryException of kind `LIMIT_EXCEEDED`
  public void hold(long bytes, String what) {
    bytesHeld += bytes;
    if (bytesHeld > limits.bytesHeld()) {
      throw new QueryException(
          Kind.LIMIT_EXCEEDED,
          "the query needs more than its limit of "
              + limits.bytesHeld()
              + " bytes of memory for "
              + what);
    }
  }

  /// Counts bytes that are no longer kept.
  public void release(long bytes) {
    bytesHeld -= bytes;
  }

  void segmentRead(Segment segment) {
    readSegments++;
    spans += segment.spanCount();
    traces += segment.traceCount();
  }

  public void segmentPruned() {
    prunedSegments++;
  }

  /// @param count how many
  public void segmentsSkipped(int count) {
    skippedSegments += count;
  }

  public QueryStatistics statistics() {
    return new QueryStatistics(
        spans, traces, bytesRead, readSegments, prunedSegments, skippedSegments);
  }
}
