package dev.clew.store.block;

import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import java.util.Arrays;

/// Ways to look at the columns of a segment.
final class Columns {
  private Columns() {}

  /// The words of a column that has one for every row.
  static long[] words(SegmentColumn column, int rowCount) {
    ColumnValues values = column.values();
    long[] words = values.words();
    if (words != null && values.rows() == null) {
      return words;
    }
    long[] spread = new long[rowCount];
    for (int i = 0; i < values.count(); i++) {
      spread[values.row(i)] = values.word(i);
    }
    return spread;
  }

  /// Of each row its code, or -1.
  static int[] codes(SegmentColumn column, int rowCount) {
    ColumnValues values = column.values();
    int[] codes = new int[rowCount];
    Arrays.fill(codes, -1);
    for (int i = 0; i < values.count(); i++) {
      codes[values.row(i)] = values.code(i);
    }
    return codes;
  }
}
