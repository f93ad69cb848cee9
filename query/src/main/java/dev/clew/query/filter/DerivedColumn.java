package dev.clew.query.filter;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.query.read.Column;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.SegmentColumn.Range;
import org.jspecify.annotations.Nullable;

/// A column computed from others.
record DerivedColumn(
    AttributeType type, RowSpace space, @Nullable Dictionary dictionary, ColumnValues values)
    implements Column {
  /// A word for every row.
  static DerivedColumn words(RowSpace space, long[] words) {
    ColumnValues values = new ColumnValues(words.length, null, null, words);
    return new DerivedColumn(AttributeType.INT, space, null, values);
  }

  /// A string of its own for every row.
  static DerivedColumn strings(RowSpace space, Dictionary entries) {
    ColumnValues values = new ColumnValues(entries.size(), null, null, null);
    return new DerivedColumn(AttributeType.STRING, space, entries, values);
  }

  @Override
  public @Nullable Range range() {
    return null;
  }
}
