package dev.clew.store.live;

import dev.clew.model.SpanBatch;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentContract;
import java.util.List;

/// An arena's snapshot is a segment like any other.
class ArenaSegmentTest extends SegmentContract {
  @Override
  protected List<Segment> segments(List<SpanBatch> batches) {
    Arena arena = new Arena("live", 0);
    for (SpanBatch batch : batches) {
      arena.append(batch, null);
      var _ = arena.snapshot();
    }
    return List.of(arena.snapshot());
  }
}
