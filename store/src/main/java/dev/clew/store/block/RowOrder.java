package dev.clew.store.block;

import java.util.Arrays;

/// Which rows of a segment go into a block's file, and in what order.
///
/// @param sources of each row of the file the row of the segment
/// @param targets of each row of the segment the row of the file, or -1
/// @param groups first rows of the file's row groups, and its row count at the end
@SuppressWarnings("ArrayRecordComponent")
record RowOrder(int[] sources, int[] targets, int[] groups) {
  int count() {
    return sources.length;
  }

  int groupCount() {
    return groups.length - 1;
  }

  /// The order of rows that belong to spans (events, links), spans being in theirs.
  ///
  /// @param owners of each row its span's row in the segment, ascending
  static RowOrder following(RowOrder spans, long[] owners, int count) {
    int[] first = new int[spans.count() + 1];
    for (int i = 0; i < count; i++) {
      int span = spans.targets[(int) owners[i]];
      if (span >= 0) {
        first[span + 1]++;
      }
    }
    for (int span = 0; span < spans.count(); span++) {
      first[span + 1] += first[span];
    }
    int[] groups = new int[spans.groups.length];
    for (int g = 0; g < groups.length; g++) {
      groups[g] = first[spans.groups[g]];
    }
    int[] sources = new int[first[spans.count()]];
    int[] targets = new int[count];
    Arrays.fill(targets, -1);
    for (int i = 0; i < count; i++) {
      int span = spans.targets[(int) owners[i]];
      if (span >= 0) {
        int target = first[span]++;
        sources[target] = i;
        targets[i] = target;
      }
    }
    return new RowOrder(sources, targets, groups);
  }
}
