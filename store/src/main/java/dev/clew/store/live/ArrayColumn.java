package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import org.jspecify.annotations.Nullable;

/// A column whose values stand in arrays as they are read.
record ArrayColumn(
    ColumnName name,
    AttributeType type,
    @Nullable Dictionary dictionary,
    SegmentColumn.@Nullable Range range,
    ColumnValues values)
    implements LiveColumn {
  @Override
  public long at(int row) {
    long[] words = values.words();
    return words == null ? values.code(row) : words[row];
  }
}
