package dev.clew.store.live;

import dev.clew.store.segment.SegmentColumn;
import org.jspecify.annotations.Nullable;

/// Running bounds, which are crossed as long as there are no values.
final class Ranges {
  private Ranges() {}

  /// The range between running bounds, or null where there are no values.
  static SegmentColumn.@Nullable Range of(long min, long max) {
    return min > max ? null : new SegmentColumn.Range(min, max);
  }
}
