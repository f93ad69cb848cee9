package dev.clew.store;

import dev.clew.store.segment.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One tenant's blocks in a view.
///
/// @param blocks in ascending order of id
/// @param segments their row groups, newest first
record TenantBlocks(List<StoredBlock> blocks, List<Segment> segments) {
  static final TenantBlocks NONE = new TenantBlocks(List.of(), List.of());

  /// Newest first by the latest start of any span.
  static final Comparator<Segment> NEWEST_FIRST =
      Comparator.comparingLong((Segment segment) -> segment.times().latestStart()).reversed();

  static TenantBlocks of(List<StoredBlock> blocks) {
    List<Segment> segments = new ArrayList<>();
    for (StoredBlock block : blocks) {
      segments.addAll(block.segments());
    }
    segments.sort(NEWEST_FIRST);
    return new TenantBlocks(List.copyOf(blocks), List.copyOf(segments));
  }
}
