package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.model.DictionaryBuilder;
import dev.clew.model.IntVector;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Attributes of one scope that have no column of their own, collected while a file is planned.
final class OverflowBuffer {
  private final AttributeScope scope;
  private final RowOrder order;
  private final List<SegmentColumn> columns = new ArrayList<>();
  private final IntVector rows = new IntVector(64);
  private final IntVector columnOf = new IntVector(64);
  private final IntVector picks = new IntVector(64);
  private long[] sorted = {};

  OverflowBuffer(AttributeScope scope, RowOrder order) {
    this.scope = scope;
    this.order = order;
  }

  AttributeScope scope() {
    return scope;
  }

  boolean isEmpty() {
    return rows.size() == 0;
  }

  /// Adds the values of a column that pass a test.
  void add(SegmentColumn column, RowGather.IntTest passes) {
    ColumnValues values = column.values();
    for (int i = 0; i < values.count(); i++) {
      int row = order.targets()[values.row(i)];
      if (row >= 0 && passes.test(i)) {
        rows.add(row);
        columnOf.add(columns.size());
        picks.add(i);
      }
    }
    columns.add(column);
  }

  /// Which attributes stand here in the rows of a row group.
  List<StoredAttribute> attributes(int group) {
    Set<StoredAttribute> found = new LinkedHashSet<>();
    boolean[] seen = new boolean[columns.size()];
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.get(i);
      if (row >= order.groups()[group] && row < order.groups()[group + 1]) {
        seen[columnOf.get(i)] = true;
      }
    }
    for (int c = 0; c < seen.length; c++) {
      if (seen[c] && columns.get(c).name() instanceof AttributeName name) {
        found.add(
            new StoredAttribute(BlockLayout.overflowColumn(scope), name, columns.get(c).type()));
      }
    }
    return List.copyOf(found);
  }

  /// The overflow column of a row group: of each row that has any a JSON text.
  ColumnData data(int group) {
    sort();
    int base = order.groups()[group];
    int rowCount = order.groups()[group + 1] - base;
    int at = from(base);
    int end = from(base + rowCount);
    int[] textRows = new int[end - at];
    int[] codes = new int[end - at];
    int count = 0;
    DictionaryBuilder texts = new DictionaryBuilder(0);
    AttributeJson.Writer writer = new AttributeJson.Writer();
    while (at < end) {
      int row = (int) (sorted[at] >>> 32);
      for (; at < end && (int) (sorted[at] >>> 32) == row; at++) {
        int entry = (int) sorted[at];
        SegmentColumn column = columns.get(columnOf.get(entry));
        writer.add(column, picks.get(entry));
      }
      byte[] text = writer.finish().getBytes(StandardCharsets.UTF_8);
      textRows[count] = row - base;
      codes[count++] = texts.add(text, 0, text.length);
    }
    Dictionary dictionary = texts.copy();
    return ColumnData.ofCodes(rowCount, count, textRows, dictionary, codes);
  }

  private void sort() {
    if (sorted.length == rows.size()) {
      return;
    }
    sorted = new long[rows.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = ((long) rows.get(i) << 32) | i;
    }
    Arrays.sort(sorted);
  }

  private int from(int row) {
    int found = Arrays.binarySearch(sorted, (long) row << 32);
    return found < 0 ? -found - 1 : found;
  }
}
