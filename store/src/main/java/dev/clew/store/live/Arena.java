package dev.clew.store.live;

import dev.clew.model.SpanBatch;
import dev.clew.store.segment.Segment;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The live columns of one generation of one tenant: spans are appended to them, and read through
/// {@linkplain #snapshot() snapshots} as soon as they are.
///
/// One thread appends at a time; any number of threads take snapshots and read them meanwhile, and
/// a batch is in a snapshot wholly or not at all.
///
/// Implementation note. Appending and making a snapshot exclude each other by this object's
/// monitor, which is also what publishes appended values: a snapshot is made under it, of arrays
/// and counts. From then on it reads without a lock, since values below its counts are never
/// written again; the two exceptions, and why they are harmless, are in {@link TraceIndex}. The
/// newest snapshot is kept in a volatile field until more is appended, so that taking it again
/// costs one read.
public final class Arena {
  /// The most bytes that the values of one string column may have.
  static final int MAX_HEAP = 1 << 30;

  private final String name;
  private final SpanBuffer spans;
  private final EventBuffer events;
  private final LinkBuffer links;
  private final ResourceBuffer resources;
  private final ScopeBuffer scopes;
  private final TraceIndex traces;
  private final CodeMap known = new CodeMap();
  private int[] rowOf = {};
  private int[] resourceOf = {};
  private int[] scopeOf = {};
  private volatile @Nullable Segment latest;
  private boolean failed;

  /// @param name of the snapshots, see {@link Segment#name()}
  /// @param expectedSpans room made from the start, as well the number of spans that the generation
  ///     before had; 0 or more
  public Arena(String name, int expectedSpans) {
    long seed = ThreadLocalRandom.current().nextLong();
    this.name = name;
    spans = new SpanBuffer(seed, expectedSpans);
    events = new EventBuffer(seed);
    links = new LinkBuffer(seed);
    resources = new ResourceBuffer(seed);
    scopes = new ScopeBuffer(seed);
    traces = new TraceIndex(seed, expectedSpans, expectedSpans / 16);
  }

  /// Appends spans with all that belongs to them.
  ///
  /// Where it fails (memory or a column's limit of 1 GiB is exhausted), nothing of the batch is to
  /// be seen, and no more can be appended: the generation must be closed.
  ///
  /// @param skip of each span whether it is left out; null for none
  /// @throws IllegalArgumentException when there are not as many marks as spans
  /// @throws IllegalStateException when a column is full, or an append failed before
  public synchronized void append(SpanBatch batch, boolean @Nullable [] skip) {
    if (skip != null && skip.length != batch.size()) {
      throw new IllegalArgumentException(
          skip.length + " skip marks for " + batch.size() + " spans");
    }
    if (failed) {
      throw new IllegalStateException(name + " takes no more spans: an append failed before");
    }
    int spansBefore = spans.count();
    int eventsBefore = events.count();
    int linksBefore = links.count();
    boolean done = false;
    try {
      if (numberRows(batch, skip) > 0) {
        latest = null;
        appendKept(batch);
      }
      done = true;
    } finally {
      if (!done) {
        failed = true;
        spans.truncate(spansBefore);
        events.truncate(eventsBefore);
        links.truncate(linksBefore);
      }
    }
  }

  /// What was appended so far, unchanging.
  public Segment snapshot() {
    Segment snapshot = latest;
    return snapshot != null ? snapshot : newSnapshot();
  }

  /// How many spans were appended.
  public synchronized int spanCount() {
    return spans.count();
  }

  /// Whether a span of a trace was appended.
  public synchronized boolean containsTrace(long traceIdHigh, long traceIdLow) {
    return traces.contains(spans.count(), traceIdHigh, traceIdLow);
  }

  /// Bytes that the columns, dictionaries and indexes use: what a generation is closed by.
  public synchronized long bytes() {
    return spans.bytes()
        + events.bytes()
        + links.bytes()
        + resources.bytes()
        + scopes.bytes()
        + traces.bytes();
  }

  /// Bytes that the columns, dictionaries and indexes hold in memory, room for growth included.
  public synchronized long allocatedBytes() {
    return spans.allocatedBytes()
        + events.allocatedBytes()
        + links.allocatedBytes()
        + resources.allocatedBytes()
        + scopes.allocatedBytes()
        + traces.allocatedBytes();
  }

  private synchronized Segment newSnapshot() {
    Segment snapshot = latest;
    if (snapshot == null) {
      snapshot =
          new ArenaSnapshot(
              name,
              spans.times(),
              traces.view(spans.count()),
              new Tables(
                  spans.view(),
                  events.view(),
                  links.view(),
                  resources.view(),
                  scopes.view(),
                  spans.scopes(),
                  scopes.resources(),
                  events.spans(),
                  links.spans()));
      latest = snapshot;
    }
    return snapshot;
  }

  /// Gives each span of the batch its row, or -1 where it is skipped.
  ///
  /// @return how many are kept
  private int numberRows(SpanBatch batch, boolean @Nullable [] skip) {
    int size = batch.size();
    if (rowOf.length < size) {
      rowOf = new int[Math.max(size, rowOf.length * 2)];
    }
    int first = spans.count();
    int row = first;
    for (int i = 0; i < size; i++) {
      rowOf[i] = skip != null && skip[i] ? -1 : row++;
    }
    return row - first;
  }

  private void appendKept(SpanBatch batch) {
    appendScopes(batch);
    for (int i = 0; i < batch.size(); i++) {
      if (rowOf[i] >= 0) {
        traces.add(batch.traceIdHigh(i), batch.traceIdLow(i));
      }
    }
    events.append(batch, rowOf, known);
    links.append(batch, rowOf, known);
    spans.append(batch, rowOf, scopeOf, known);
  }

  private void appendScopes(SpanBatch batch) {
    int scopeCount = batch.scopes().count();
    int resourceCount = batch.resources().count();
    boolean[] usedScopes = new boolean[scopeCount];
    boolean[] usedResources = new boolean[resourceCount];
    for (int i = 0; i < batch.size(); i++) {
      usedScopes[batch.scope(i)] |= rowOf[i] >= 0;
    }
    for (int s = 0; s < scopeCount; s++) {
      usedResources[batch.scopes().resource(s)] |= usedScopes[s];
    }
    if (resourceOf.length < resourceCount) {
      resourceOf = new int[resourceCount];
    }
    if (scopeOf.length < scopeCount) {
      scopeOf = new int[scopeCount];
    }
    resources.append(batch, usedResources, resourceOf, known);
    scopes.append(batch, usedScopes, resourceOf, scopeOf, known);
  }
}
