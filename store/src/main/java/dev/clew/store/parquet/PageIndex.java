package dev.clew.store.parquet;

import java.util.Arrays;

/// Where the data pages of a column chunk are.
///
/// @param firstRows of page `i` its first row; one longer, with the row count at the end
@SuppressWarnings("ArrayRecordComponent")
record PageIndex(long[] offsets, int[] lengths, int[] firstRows) {
  int count() {
    return offsets.length;
  }

  long offset(int page) {
    return offsets[page];
  }

  /// Bytes of a page with its header.
  int length(int page) {
    return lengths[page];
  }

  int firstRow(int page) {
    return firstRows[page];
  }

  int pageOf(int row) {
    int found = Arrays.binarySearch(firstRows, row);
    return found < 0 ? -found - 2 : found;
  }
}
