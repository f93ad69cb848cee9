package dev.clew.query;

import dev.clew.store.StoreSnapshot;
import dev.clew.store.segment.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A snapshot of given segments.
record TestSnapshot(List<Segment> segments) implements StoreSnapshot {
  TestSnapshot(List<Segment> segments) {
    this.segments =
        segments.stream()
            .sorted(Comparator.comparingLong((Segment s) -> s.times().latestStart()).reversed())
            .toList();
  }

  @Override
  public boolean isSplit(Segment segment, int trace) {
    return find(segment.traceIdHigh(trace), segment.traceIdLow(trace)).size() > 1
        || segment.traceIdLow(trace) % 5 == 0; // "may have": some false alarms
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
