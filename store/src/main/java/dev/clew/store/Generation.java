package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.live.Arena;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The spans of one log segment, in live columns, from the first of them until the generation's
/// blocks are committed. One thread appends; after closing nothing changes any more.
final class Generation {
  private final long number;
  private final int expectedSpans;
  private final SortedMap<String, Arena> arenas = new ConcurrentSkipListMap<>();
  private final CompletableFuture<@Nullable Void> built = new CompletableFuture<>();
  private long firstArrivalNanos = Long.MAX_VALUE;
  private long lastArrivalNanos = Long.MIN_VALUE;

  /// @param expectedSpans how many spans the first tenant will have, roughly
  Generation(long number, int expectedSpans) {
    this.number = number;
    this.expectedSpans = expectedSpans;
  }

  long number() {
    return number;
  }

  void append(String tenant, SpanBatch batch, boolean @Nullable [] repeats, long arrivalNanos) {
    firstArrivalNanos = Math.min(firstArrivalNanos, arrivalNanos);
    lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
    Arena arena = arenas.get(tenant);
    if (arena == null) {
      String name = "generation " + number + " of tenant " + tenant;
      arena = new Arena(name, arenas.isEmpty() ? expectedSpans : 0);
      arenas.put(tenant, arena);
    }
    arena.append(batch, repeats);
  }

  /// The live columns by tenant.
  Map<String, Arena> arenas() {
    return arenas;
  }

  boolean containsTrace(String tenant, long traceIdHigh, long traceIdLow) {
    Arena arena = arenas.get(tenant);
    return arena != null && arena.containsTrace(traceIdHigh, traceIdLow);
  }

  /// Bytes that the columns use.
  long bytes() {
    return arenas.values().stream().mapToLong(Arena::bytes).sum();
  }

  long spanCount() {
    return arenas.values().stream().mapToLong(Arena::spanCount).sum();
  }

  /// When the first of its spans came, in nanoseconds since 1970. Of closed generations only.
  long firstArrivalNanos() {
    return firstArrivalNanos;
  }

  /// When the last of its spans came.
  long lastArrivalNanos() {
    return lastArrivalNanos;
  }

  /// Completes when the blocks are committed.
  CompletableFuture<@Nullable Void> built() {
    return built;
  }
}
