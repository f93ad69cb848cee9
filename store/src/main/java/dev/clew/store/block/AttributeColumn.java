package dev.clew.store.block;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentReadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attribute of one type: what its columns of the file hold, and what of it stands in the
/// overflow column.
final class AttributeColumn extends BlockColumn {
  private final AttributeName name;
  private final List<StoredAttribute> stored;
  private final boolean overflow;

  /// Which part of a block a cached overflow column is.
  private record OverflowKey(int segment, AttributeScope scope) {}

  /// @param stored the columns that hold it: none, one, or for arrays one a type of elements
  /// @param overflow whether some stands in the overflow column
  AttributeColumn(
      SegmentFiles files,
      AttributeName name,
      AttributeType type,
      List<StoredAttribute> stored,
      boolean overflow) {
    super(files, name, type);
    this.name = name;
    this.stored = stored;
    this.overflow = overflow;
  }

  private BlockFile file() {
    BlockFile file = files().file(name.space());
    if (file == null) {
      throw new IllegalStateException(name.label() + " without a file");
    }
    return file;
  }

  @Override
  public @Nullable Range range() {
    if (overflow || stored.size() != 1 || type() != AttributeType.INT) {
      return null;
    }
    BlockFile file = file();
    int column = file.parquet().indexOf(stored.getFirst().column());
    long[] bounds = file.parquet().bounds(files().rowGroup(name.space()), column);
    return bounds == null ? null : new Range(bounds[0], bounds[1]);
  }

  @Override
  public @Nullable Dictionary dictionary() {
    boolean plain = !overflow && stored.size() == 1 && type() != AttributeType.ARRAY;
    if (plain && type().isCoded()) {
      BlockFile file = file();
      int column = file.parquet().indexOf(stored.getFirst().column());
      try (OpenFiles open = new OpenFiles()) {
        Dictionary own = files().dictionary(file, name.space(), column, open);
        if (own != null) {
          return own;
        }
      }
    }
    return super.dictionary();
  }

  @Override
  Loaded load(int @Nullable [] rows, OpenFiles open) {
    List<Loaded> parts = new ArrayList<>();
    BlockFile file = file();
    for (StoredAttribute attribute : stored) {
      int column = file.parquet().indexOf(attribute.column());
      ColumnData data = files().read(file, name.space(), column, rows, open);
      parts.add(
          type() == AttributeType.ARRAY
              ? arrays(data, elementType(file.parquet().columns().get(column).type()))
              : plain(data));
    }
    if (overflow) {
      parts.add(overflow(file, rows, open));
    }
    return Loaded.merged(parts, type().isCoded());
  }

  private static Loaded plain(ColumnData data) {
    return new Loaded(
        data.dictionary(), new ColumnValues(data.count(), data.rows(), data.codes(), data.words()));
  }

  private static AttributeType elementType(ColumnType type) {
    return switch (type) {
      case STRING -> AttributeType.STRING;
      case BINARY -> AttributeType.BYTES;
      case INT64 -> AttributeType.INT;
      case DOUBLE -> AttributeType.DOUBLE;
      case BOOLEAN -> AttributeType.BOOL;
      case TIMESTAMP, FIXED8, FIXED16 ->
          throw new IllegalArgumentException("no attribute has type " + type);
    };
  }

  private static Loaded arrays(ColumnData lists, AttributeType element) {
    BlobTable blobs = new BlobTable();
    ArrayValues.Builder builder = new ArrayValues.Builder(element);
    Dictionary dictionary = lists.dictionary();
    long[] words = lists.words();
    for (int i = 0; i < lists.count(); i++) {
      for (int e = lists.elementOf(i); e < lists.elementOf(i + 1); e++) {
        if (dictionary != null) {
          int code = lists.code(e);
          builder.bytes(dictionary.heap(), dictionary.offset(code), dictionary.length(code));
        } else if (words != null) {
          builder.word(words[e]);
        }
      }
      blobs.add(builder.finish());
    }
    return new Loaded(
        blobs.dictionary(), new ColumnValues(lists.count(), lists.rows(), null, null));
  }

  /// What of this attribute stands in the overflow column. Its texts are kept, taken apart: of the
  /// whole column in the cache, of some rows as long as the reading lasts.
  private Loaded overflow(BlockFile file, int @Nullable [] rows, OpenFiles open) {
    OverflowKey key = new OverflowKey(files().segment(), name.scope());
    ReadCache cache = files().block().cache();
    OverflowValues values = cache.find(files().block(), key, OverflowValues.class);
    if (values == null && rows != null) {
      values = open.overflow(name.scope(), () -> overflowValues(file, rows, open));
    } else if (values == null) {
      OverflowValues read = overflowValues(file, null, open);
      values =
          cache.get(
              files().block(),
              key,
              OverflowValues.class,
              () -> new ReadCache.Sized<>(read, read.memoryBytes()));
    }
    return values.of(name.key(), type());
  }

  private OverflowValues overflowValues(BlockFile file, int @Nullable [] rows, OpenFiles open) {
    String label = BlockLayout.overflowColumn(name.scope());
    int column = file.parquet().indexOf(label);
    if (column < 0) {
      throw new SegmentReadException("no column '" + label + "' in " + file.parquet().path());
    }
    ColumnData texts = files().read(file, name.space(), column, rows, open);
    try {
      return new OverflowValues(texts, rows);
    } catch (IllegalArgumentException e) {
      throw new SegmentReadException(
          "column '" + label + "' of " + file.parquet().path() + ": " + e.getMessage(), e);
    }
  }
}
