package dev.clew.query.read;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.SegmentColumn;
import dev.clew.store.segment.SegmentColumn.Range;
import org.jspecify.annotations.Nullable;

/// A column of the segment, read at most once.
final class StoredColumn implements Column {
  private final SegmentColumn column;
  private final SegmentView view;
  private boolean dictionaryRead;
  private @Nullable Dictionary dictionary;
  private @Nullable ColumnValues values;

  StoredColumn(SegmentColumn column, SegmentView view) {
    this.column = column;
    this.view = view;
  }

  @Override
  public AttributeType type() {
    return column.type();
  }

  @Override
  public RowSpace space() {
    return column.name().space();
  }

  @Override
  public @Nullable Dictionary dictionary() {
    if (!dictionaryRead) {
      dictionary = column.dictionary();
      dictionaryRead = true;
      if (dictionary != null) {
        view.budget().read(dictionary.byteSize());
      }
    }
    return dictionary;
  }

  @Override
  public @Nullable Range range() {
    return column.range();
  }

  @Override
  public ColumnValues values() {
    if (values == null) {
      view.reading();
      values = column.values();
      view.budget().read(SegmentView.byteSize(values));
    }
    return values;
  }
}
