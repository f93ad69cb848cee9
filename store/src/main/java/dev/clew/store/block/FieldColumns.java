package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ColumnSpec;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;

/// The fields of spans, events or links as columns of their file.
final class FieldColumns {
  private final Segment source;
  private final RowOrder order;
  private final GroupData groups;

  FieldColumns(Segment source, RowOrder order) {
    this.source = source;
    this.order = order;
    groups = new GroupData(order);
  }

  /// Whether a field is what its absence says in all rows of the file, and so needs no column.
  boolean isOmitted(Field field) {
    if (!BlockLayout.isOmittedByDefault(field)) {
      return false;
    }
    SegmentColumn column = source.column(field);
    Dictionary dictionary = column.dictionary();
    SegmentColumn.Range range = column.range();
    long fallback = BlockLayout.defaultWord(field);
    if (range != null && range.min() == fallback && range.max() == fallback) {
      return true;
    }
    if (dictionary != null && dictionary.byteSize() == 0) {
      return true;
    }
    ColumnValues values = column.values();
    for (int i = 0; i < values.count(); i++) {
      if (order.targets()[values.row(i)] < 0) {
        continue;
      }
      boolean isDefault =
          dictionary == null ? values.word(i) == fallback : dictionary.length(values.code(i)) == 0;
      if (!isDefault) {
        return false;
      }
    }
    return true;
  }

  /// What a row group has of a field that is a column as it is.
  ColumnData data(Field field, int group) {
    SegmentColumn column = source.column(field);
    if (Words.isWordField(field)) {
      return words(field, groups.of(column, group));
    }
    ColumnSpec spec = BlockLayout.column(field);
    if (!spec.nullable()) {
      return groups.of(column, group);
    }
    ColumnValues values = column.values();
    Dictionary dictionary = column.dictionary();
    return dictionary == null
        ? groups.of(column, group, i -> values.word(i) != 0)
        : groups.of(column, group, i -> dictionary.length(values.code(i)) > 0);
  }

  private static ColumnData words(Field field, ColumnData numbers) {
    Words.Encoder encoder = new Words.Encoder(field);
    long[] words = numbers.words();
    int[] codes = new int[numbers.count()];
    for (int i = 0; words != null && i < codes.length; i++) {
      codes[i] = encoder.code(words[i]);
    }
    return ColumnData.ofCodes(codes.length, codes.length, null, encoder.dictionary(), codes);
  }

  /// The trace ids of links.
  ColumnData linkTraceIds(int group) {
    long[] highs = groups.of(source.column(Field.LINK_TRACE_ID_HIGH), group).words();
    long[] lows = groups.of(source.column(Field.LINK_TRACE_ID_LOW), group).words();
    if (highs == null || lows == null) {
      throw new IllegalStateException("trace ids of links are words");
    }
    return ColumnData.ofPairs(groups.rowCount(group), highs, lows);
  }

  /// The span rows, in the block, of events or links.
  ColumnData spanRows(Field owner, RowOrder spans, int group) {
    ColumnData sourceRows = groups.of(source.column(owner), group);
    long[] words = sourceRows.words();
    long[] rows = new long[sourceRows.count()];
    for (int i = 0; words != null && i < rows.length; i++) {
      rows[i] = spans.targets()[(int) words[i]];
    }
    return ColumnData.ofWords(rows.length, rows.length, null, rows);
  }
}
