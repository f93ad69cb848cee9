package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.segment.RowSpace;
import org.jspecify.annotations.Nullable;

/// The files that hold a segment, and the reading of columns from them through the cache.
final class SegmentFiles {
  private final Block block;
  private final int segment;
  private final BlockMeta.SegmentMeta meta;

  /// Which part of a block a cached dictionary is.
  private record DictionaryKey(String file, int rowGroup, int column) {}

  private record NoDictionary() {}

  SegmentFiles(Block block, int segment, BlockMeta.SegmentMeta meta) {
    this.block = block;
    this.segment = segment;
    this.meta = meta;
  }

  BlockMeta.SegmentMeta meta() {
    return meta;
  }

  int segment() {
    return segment;
  }

  Block block() {
    return block;
  }

  int rowCount(RowSpace space) {
    return switch (space) {
      case SPAN -> meta.spans();
      case EVENT -> meta.events();
      case LINK -> meta.links();
    };
  }

  /// The file of spans, events or links; null where the segment has none.
  @Nullable BlockFile file(RowSpace space) {
    return rowCount(space) == 0 ? null : block.file(BlockLayout.file(space));
  }

  /// The number of this segment's row group in a file: row groups without rows are not written.
  int rowGroup(RowSpace space) {
    int group = 0;
    for (BlockMeta.SegmentMeta before : block.meta().segments().subList(0, segment)) {
      boolean written =
          switch (space) {
            case SPAN -> before.spans() > 0;
            case EVENT -> before.events() > 0;
            case LINK -> before.links() > 0;
          };
      group += written ? 1 : 0;
    }
    return group;
  }

  /// The dictionary of a column chunk; null where it has none.
  @Nullable Dictionary dictionary(BlockFile file, RowSpace space, int column, OpenFiles open) {
    ParquetFile parquet = file.parquet();
    if (!parquet.columns().get(column).type().isCoded()) {
      return null;
    }
    int rowGroup = rowGroup(space);
    DictionaryKey key = new DictionaryKey(BlockLayout.file(space), rowGroup, column);
    Object found =
        block
            .cache()
            .get(
                block,
                key,
                Object.class,
                () -> {
                  Dictionary read = parquet.dictionary(open.of(parquet), rowGroup, column);
                  return read == null
                      ? new ReadCache.Sized<>(new NoDictionary(), 0)
                      : new ReadCache.Sized<>(read, read.byteSize() + 4L * read.size());
                });
    return found instanceof Dictionary dictionary ? dictionary : null;
  }

  /// Reads a column.
  ///
  /// @param rows where only their pages are wanted, ascending; null for all
  ColumnData read(
      BlockFile file, RowSpace space, int column, int @Nullable [] rows, OpenFiles open) {
    Dictionary dictionary = dictionary(file, space, column, open);
    ParquetFile parquet = file.parquet();
    int rowGroup = rowGroup(space);
    return rows == null
        ? parquet.read(open.of(parquet), rowGroup, column, dictionary)
        : parquet.readRows(open.of(parquet), rowGroup, column, dictionary, rows);
  }
}
