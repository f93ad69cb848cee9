package dev.clew.store.block;

import java.util.Arrays;

/// The traces of one segment of a block, in order of start.
///
/// @param firstRows of each trace its first span, in the segment; one longer, with the span count
/// @param byId of each place the trace with the id of that rank
@SuppressWarnings("ArrayRecordComponent")
record TraceTable(
    int count,
    long[] highs,
    long[] lows,
    long[] starts,
    long[] ends,
    int[] firstRows,
    long[] split,
    long[] byId) {

  int traceOf(int row) {
    int found = Arrays.binarySearch(firstRows, row);
    return found < 0 ? -found - 2 : found;
  }

  /// The trace with an id, or -1.
  int find(long high, long low) {
    int from = 0;
    int to = count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int trace = (int) byId[middle];
      int order = Long.compareUnsigned(highs[trace], high);
      order = order != 0 ? order : Long.compareUnsigned(lows[trace], low);
      if (order == 0) {
        return trace;
      } else if (order < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return -1;
  }

  long memoryBytes() {
    return 60L * count;
  }
}
