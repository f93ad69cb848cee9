package dev.clew.store;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import dev.clew.store.segment.SegmentReadException;
import org.jspecify.annotations.Nullable;

/// A column of a block, which is looked at when reading fails.
record StoredColumn(StoredBlock block, SegmentColumn column) implements SegmentColumn {
  @Override
  public ColumnName name() {
    return column.name();
  }

  @Override
  public AttributeType type() {
    return column.type();
  }

  @Override
  public @Nullable Dictionary dictionary() {
    try {
      return column.dictionary();
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }

  @Override
  public @Nullable Range range() {
    return column.range();
  }

  @Override
  public ColumnValues values() {
    try {
      return column.values();
    } catch (SegmentReadException e) {
      throw block.suspected(e);
    }
  }
}
