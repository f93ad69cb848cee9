package dev.clew.store.segment;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import org.jspecify.annotations.Nullable;

/// One column of a segment: cheap to have, read in steps. A predicate is first tried against the
/// {@linkplain #range() range} or the {@linkplain #dictionary() dictionary}; only a column that may
/// match has its {@linkplain #values() values} read.
///
/// Safe for use by several threads.
public interface SegmentColumn {
  ColumnName name();

  AttributeType type();

  /// The entries that {@link ColumnValues#code(int)} refers to; null where the type is not coded.
  /// Entries that no row of this segment has may be among them.
  ///
  /// @throws SegmentReadException when the file is damaged
  @Nullable Dictionary dictionary();

  /// Bounds of all words of an `INT`, or null where they are not known (other types, no values).
  @Nullable Range range();

  /// @throws SegmentReadException when the file is damaged
  ColumnValues values();

  /// @param min the smallest word, inclusive
  /// @param max the largest word, inclusive
  record Range(long min, long max) {}
}
