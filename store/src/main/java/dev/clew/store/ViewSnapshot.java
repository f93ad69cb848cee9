package dev.clew.store;

import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One tenant's part of a view, pinned until it is closed.
final class ViewSnapshot implements StoreSnapshot {
  private final StoreView view;
  private final String tenant;
  private final SplitTraces splits;
  private final TenantBlocks blocks;
  private final List<Segment> live;
  private final List<Segment> segments;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param view pinned for this snapshot
  ViewSnapshot(StoreView view, String tenant, SplitTraces splits) {
    this.view = view;
    this.tenant = tenant;
    this.splits = splits;
    blocks = view.blocks(tenant);
    live = new ArrayList<>();
    for (Generation generation : view.generations()) {
      Arena arena = generation.arenas().get(tenant);
      if (arena != null) {
        live.add(arena.snapshot());
      }
    }
    live.sort(TenantBlocks.NEWEST_FIRST);
    segments = merge(live, blocks.segments());
  }

  @Override
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public boolean isSplit(Segment segment, int trace) {
    long high = segment.traceIdHigh(trace);
    long low = segment.traceIdLow(trace);
    for (Segment other : live) {
      if (other != segment && other.findTrace(high, low) >= 0) {
        return true;
      }
    }
    if (segment instanceof StoredSegment) {
      return splits.contains(view, tenant, high, low);
    }
    return blocks.blocks().stream().anyMatch(block -> block.mayContainTrace(high, low));
  }

  @Override
  public List<TracePiece> find(long traceIdHigh, long traceIdLow) {
    List<TracePiece> pieces = new ArrayList<>();
    for (Segment segment : live) {
      add(segment, traceIdHigh, traceIdLow, pieces);
    }
    for (StoredBlock block : blocks.blocks()) {
      if (block.mayContainTrace(traceIdHigh, traceIdLow)) {
        for (Segment segment : block.segments()) {
          add(segment, traceIdHigh, traceIdLow, pieces);
        }
      }
    }
    return pieces;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      var _ = view.unpin();
    }
  }

  private static void add(Segment segment, long high, long low, List<TracePiece> pieces) {
    int trace = segment.findTrace(high, low);
    if (trace >= 0) {
      pieces.add(new TracePiece(segment, trace));
    }
  }

  /// Both lists are newest first, and so is the result.
  private static List<Segment> merge(List<Segment> few, List<Segment> many) {
    List<Segment> merged = new ArrayList<>(few.size() + many.size());
    int next = 0;
    for (Segment segment : many) {
      while (next < few.size() && TenantBlocks.NEWEST_FIRST.compare(few.get(next), segment) <= 0) {
        merged.add(few.get(next++));
      }
      merged.add(segment);
    }
    merged.addAll(few.subList(next, few.size()));
    return merged;
  }
}
