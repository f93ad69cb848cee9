package dev.clew.store;

import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One tenant's part of a view.
final class ViewSnapshot implements StoreSnapshot {
  private final List<Segment> segments;

  ViewSnapshot(StoreView view, String tenant) {
    List<Segment> all = new ArrayList<>();
    for (Generation generation : view.generations()) {
      Arena arena = generation.arenas().get(tenant);
      if (arena != null) {
        all.add(arena.snapshot());
      }
    }
    all.sort(Comparator.comparingLong((Segment s) -> s.times().latestStart()).reversed());
    segments = List.copyOf(all);
  }

  @Override
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public boolean isSplit(Segment segment, int trace) {
    long high = segment.traceIdHigh(trace);
    long low = segment.traceIdLow(trace);
    for (Segment other : segments) {
      if (other != segment && other.findTrace(high, low) >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<TracePiece> find(long traceIdHigh, long traceIdLow) {
    List<TracePiece> pieces = new ArrayList<>();
    for (Segment segment : segments) {
      int trace = segment.findTrace(traceIdHigh, traceIdLow);
      if (trace >= 0) {
        pieces.add(new TracePiece(segment, trace));
      }
    }
    return pieces;
  }

  @Override
  public void close() {}
}
