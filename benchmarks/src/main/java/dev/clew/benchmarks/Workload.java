package dev.clew.benchmarks;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// An endless stream of OTLP export requests, as eight services of one system would send them:
/// protobuf, 256 spans of one service each, so that a trace arrives in pieces. The same seed and
/// time give the same bytes.
///
/// A trace is a tree of visits, about 27 spans in all: a server span a visit, one or two database
/// spans inside it, a client span for each call to the next visit. Spans have ten attributes, every
/// fourth eleven. Values differ as they do in life: routes and hosts few, paths and clients many,
/// items and users very many. One visit in 150 fails and takes its callers with it.
public final class Workload {
  /// Spans in each request.
  public static final int SPANS_PER_REQUEST = 256;

  static final int SERVICES = 8;

  /// Traces are spread over this long before the given time.
  private static final long SPREAD_NANOS = 30L * 60 * 1_000_000_000L;

  private static final int FAILURES_ONE_IN = 150;

  private final SplittableRandom random;
  private final long endNanos;
  private final WorkloadSpans[] services = new WorkloadSpans[SERVICES];
  private final Queue<byte[]> ready = new ArrayDeque<>();
  private final @Nullable TraceOfAll one;

  /// @param seed of all that is drawn
  /// @param nowNanos since 1970: no trace starts later
  public Workload(long seed, long nowNanos) {
    this(seed, nowNanos, null);
  }

  private Workload(long seed, long nowNanos, @Nullable TraceOfAll one) {
    random = new SplittableRandom(seed);
    endNanos = nowNanos;
    this.one = one;
    for (int service = 0; service < SERVICES; service++) {
      services[service] = new WorkloadSpans(service, random.split());
    }
  }

  /// The same spans as one trace: what would be the root of each trace but the first is a child of
  /// that one's.
  ///
  /// @param traceIdHigh the first eight bytes of the trace's id
  /// @param traceIdLow the last eight bytes of the trace's id
  public static Workload ofOneTrace(long seed, long nowNanos, long traceIdHigh, long traceIdLow) {
    return new Workload(seed, nowNanos, new TraceOfAll(traceIdHigh, traceIdLow));
  }

  /// The next request: a serialized `ExportTraceServiceRequest` of
  /// {@link #SPANS_PER_REQUEST} spans.
  public byte[] next() {
    while (ready.isEmpty()) {
      trace();
    }
    return ready.remove();
  }

  private void trace() {
    int visits = 5 + (int) (8.99 * Math.pow(random.nextDouble(), 1.7));
    int[] caller = new int[visits];
    int[] service = new int[visits];
    boolean[] failed = new boolean[visits];
    long[] duration = new long[visits];
    for (int v = 0; v < visits; v++) {
      caller[v] = v == 0 ? -1 : random.nextInt(v);
      service[v] = v == 0 ? 0 : 1 + random.nextInt(SERVICES - 1);
      failed[v] = random.nextInt(FAILURES_ONE_IN) == 0;
      duration[v] = 500_000 + (long) (8_000_000 * -Math.log(1 - random.nextDouble()));
    }
    for (int v = visits - 1; v > 0; v--) {
      duration[caller[v]] += duration[v] + 400_000;
      failed[caller[v]] |= failed[v];
    }
    long traceIdHigh = one == null ? random.nextLong() : one.high;
    long traceIdLow = one == null ? random.nextLong() : one.low;
    long[] serverSpan = new long[visits];
    long[] next = new long[visits];
    for (int v = 0; v < visits; v++) {
      long start =
          v == 0
              ? endNanos - random.nextLong(SPREAD_NANOS) - duration[0]
              : next[caller[v]] + 200_000;
      serverSpan[v] = random.nextLong();
      long parent = one == null ? 0 : one.root;
      if (v > 0) {
        parent = random.nextLong();
        services[service[caller[v]]].http(
            traceIdHigh,
            traceIdLow,
            parent,
            serverSpan[caller[v]],
            false,
            start - 100_000,
            duration[v] + 200_000,
            failed[v],
            service[v]);
        next[caller[v]] = start + duration[v] + 200_000;
      }
      services[service[v]].http(
          traceIdHigh,
          traceIdLow,
          serverSpan[v],
          parent,
          true,
          start,
          duration[v],
          failed[v],
          service[v]);
      int queries = 1 + random.nextInt(2);
      long at = start + 50_000;
      for (int q = 0; q < queries; q++) {
        long length = 60_000 + random.nextLong(400_000);
        services[service[v]].database(
            traceIdHigh, traceIdLow, random.nextLong(), serverSpan[v], at, length);
        at += length + 10_000;
      }
      next[v] = at;
    }
    if (one != null && one.root == 0) {
      one.root = serverSpan[0];
    }
    for (WorkloadSpans spans : services) {
      while (spans.count() >= SPANS_PER_REQUEST) {
        ready.add(spans.take(SPANS_PER_REQUEST));
      }
    }
  }

  /// The one trace that all spans belong to.
  private static final class TraceOfAll {
    private final long high;
    private final long low;
    private long root;

    TraceOfAll(long high, long low) {
      this.high = high;
      this.low = low;
    }
  }
}
