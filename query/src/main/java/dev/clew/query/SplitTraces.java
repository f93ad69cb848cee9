package dev.clew.query;

import dev.clew.model.SpanBatch;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.trace.TraceReader;
import dev.clew.store.StoreSnapshot;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Puts traces together that lie in pieces, so that questions about whole traces can be asked of
/// them as of any segment. Each trace once; some at a time, so that memory stays bounded.
final class SplitTraces {
  /// How large the segment of assembled traces may grow before it is handed on.
  private static final long BATCH_BYTES = 16L << 20;

  private static final int FIRST_SPANS = 1024;

  private final StoreSnapshot snapshot;
  private final QueryBudget budget;
  private final Consumer<Segment> whenAssembled;
  private final Set<TraceKey> seen = new HashSet<>();
  private Arena arena = newArena();
  private long held;

  /// @param whenAssembled takes segments in which no trace is split; they are not kept beyond
  SplitTraces(StoreSnapshot snapshot, QueryBudget budget, Consumer<Segment> whenAssembled) {
    this.snapshot = snapshot;
    this.budget = budget;
    this.whenAssembled = whenAssembled;
  }

  /// Assembles a trace, unless that was done before.
  void add(TraceKey trace) {
    if (!seen.add(trace)) {
      return;
    }
    budget.hold(TraceKey.SET_BYTES, "the ids of split traces");
    held += append(arena, snapshot.find(trace.high(), trace.low()), budget);
    if (arena.allocatedBytes() >= BATCH_BYTES) {
      flush();
    }
  }

  /// Hands on what is assembled so far.
  void flush() {
    if (arena.spanCount() > 0) {
      whenAssembled.accept(arena.snapshot());
      budget.release(held);
      held = 0;
      arena = newArena();
    }
  }

  /// One trace as a segment of its own.
  static Segment assemble(List<TracePiece> pieces, QueryBudget budget) {
    Arena arena = newArena();
    budget.release(append(arena, pieces, budget));
    return arena.snapshot();
  }

  /// @return how many bytes are held for it
  private static long append(Arena arena, List<TracePiece> pieces, QueryBudget budget) {
    TraceReader reader = TraceReader.of(pieces, budget);
    long before = arena.allocatedBytes();
    long held = 0;
    for (SpanBatch batch = reader.next(); batch != null; batch = reader.next()) {
      arena.append(batch, null);
      long grown = arena.allocatedBytes() - before - held;
      budget.hold(grown, "traces put together from pieces");
      held += grown;
    }
    return held;
  }

  private static Arena newArena() {
    return new Arena("assembled traces", FIRST_SPANS);
  }
}
