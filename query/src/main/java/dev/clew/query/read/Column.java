package dev.clew.query.read;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.RowSpace;
import dev.clew.store.segment.SegmentColumn.Range;
import org.jspecify.annotations.Nullable;

/// A column as a query sees it: one that a segment stores, or one derived from others. Whatever it
/// gives is computed once and kept as long as the {@link SegmentView} is.
public interface Column {
  AttributeType type();

  /// Of what the rows are.
  RowSpace space();

  /// The entries that codes refer to; null where the type is not coded. There may be entries that
  /// no row has.
  @Nullable Dictionary dictionary();

  /// Bounds of all words, or null where they are not known.
  @Nullable Range range();

  ColumnValues values();

  /// The entries of a coded column.
  ///
  /// @throws IllegalStateException where the type is not coded
  default Dictionary entries() {
    Dictionary dictionary = dictionary();
    if (dictionary == null) {
      throw new IllegalStateException("a column of type " + type() + " has no dictionary");
    }
    return dictionary;
  }
}
