package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import org.jspecify.annotations.Nullable;

/// A column of a block's segment. Whole columns go through the cache; pages of some rows do not.
abstract sealed class BlockColumn implements SegmentColumn permits FieldColumn, AttributeColumn {
  private final SegmentFiles files;
  private final ColumnName name;
  private final AttributeType type;

  /// Which part of a block a cached column is.
  private record ValuesKey(int segment, ColumnName name, AttributeType type) {}

  BlockColumn(SegmentFiles files, ColumnName name, AttributeType type) {
    this.files = files;
    this.name = name;
    this.type = type;
  }

  final SegmentFiles files() {
    return files;
  }

  @Override
  public final ColumnName name() {
    return name;
  }

  @Override
  public final AttributeType type() {
    return type;
  }

  @Override
  public @Nullable Dictionary dictionary() {
    return type.isCoded() ? all().dictionary() : null;
  }

  @Override
  public final ColumnValues values() {
    return all().values();
  }

  private Loaded all() {
    ValuesKey key = new ValuesKey(files.segment(), name, type);
    Loaded cached = files.block().cache().find(files.block(), key, Loaded.class);
    if (cached != null) {
      return cached;
    }
    Loaded read;
    try (OpenFiles open = new OpenFiles()) {
      read = load(null, open);
    }
    return files
        .block()
        .cache()
        .get(
            files.block(),
            key,
            Loaded.class,
            () -> new ReadCache.Sized<>(read, read.memoryBytes()));
  }

  /// The values of some rows, perhaps with those of others.
  ///
  /// @param rows ascending
  final Loaded some(int[] rows, OpenFiles open) {
    Loaded cached =
        files
            .block()
            .cache()
            .find(files.block(), new ValuesKey(files.segment(), name, type), Loaded.class);
    return cached != null ? cached : load(rows, open);
  }

  /// Reads the column, or the pages of it that hold some rows. Rows of the segment are ascending.
  abstract Loaded load(int @Nullable [] rows, OpenFiles open);
}
