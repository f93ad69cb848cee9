package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes what one row group of a file has of a column of a segment.
final class GroupData {
  private final RowOrder order;
  private final RowGather gather = new RowGather();

  GroupData(RowOrder order) {
    this.order = order;
  }

  int rowCount(int group) {
    return order.groups()[group + 1] - order.groups()[group];
  }

  /// All values of a column.
  ColumnData of(SegmentColumn column, int group) {
    return of(column, group, null);
  }

  /// The values of a column that pass a test.
  ColumnData of(SegmentColumn column, int group, RowGather.@Nullable IntTest passes) {
    ColumnValues values = column.values();
    gather.gather(values, order);
    if (passes != null) {
      gather.retain(passes);
    }
    int from = gather.from(order.groups()[group]);
    int count = gather.from(order.groups()[group + 1]) - from;
    int[] picks = gather.picks();
    Dictionary dictionary = column.dictionary();
    if (dictionary != null) {
      int[] codes = new int[count];
      for (int i = 0; i < count; i++) {
        codes[i] = values.code(picks[from + i]);
      }
      // Where the source gives every value an entry of its own, so may the file.
      int @Nullable [] kept = values.codes() == null && isIdentity(codes) ? null : codes;
      return ColumnData.ofCodes(rowCount(group), count, rows(group, from, count), dictionary, kept);
    }
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = values.word(picks[from + i]);
    }
    return ColumnData.ofWords(rowCount(group), count, rows(group, from, count), words);
  }

  private static boolean isIdentity(int[] codes) {
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] != i) {
        return false;
      }
    }
    return true;
  }

  private int @Nullable [] rows(int group, int from, int count) {
    int[] rows = gather.rows();
    if (rows == null || count == rowCount(group)) {
      return null;
    }
    int base = order.groups()[group];
    int[] shifted = Arrays.copyOfRange(rows, from, from + count);
    if (base > 0) {
      for (int i = 0; i < count; i++) {
        shifted[i] -= base;
      }
    }
    return shifted;
  }
}
