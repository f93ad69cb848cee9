package dev.clew.store.live;

import dev.clew.store.segment.SegmentColumn;

/// A column of a snapshot.
interface LiveColumn extends SegmentColumn {
  /// The word or code of one row, without unfolding the rest. For columns that have a value for
  /// every row.
  long at(int row);
}
