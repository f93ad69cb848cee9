package dev.clew.store.block;

import dev.clew.store.disk.Disk;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.SegmentReadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A file of a block with its footer read: which columns hold which attributes.
final class BlockFile {
  private final ParquetFile parquet;
  private final Map<AttributeName, List<StoredAttribute>> attributes = new LinkedHashMap<>();
  private final Map<Integer, List<StoredAttribute>> overflow = new HashMap<>();

  private BlockFile(ParquetFile parquet) {
    this.parquet = parquet;
  }

  static BlockFile open(Disk disk, Path directory, BlockMeta.FileMeta meta) {
    Path path = directory.resolve(meta.name());
    BlockFile file = new BlockFile(ParquetFile.open(disk, path, meta.tail()));
    try {
      file.readAttributes();
    } catch (IllegalArgumentException e) {
      throw new SegmentReadException("cannot read " + path + ": " + e.getMessage(), e);
    }
    return file;
  }

  private void readAttributes() {
    for (Map.Entry<String, String> entry : parquet.metadata().entrySet()) {
      if (entry.getKey().equals(BlockLayout.ATTRIBUTES_KEY)) {
        for (StoredAttribute attribute : StoredAttribute.fromJson(entry.getValue())) {
          if (parquet.indexOf(attribute.column()) < 0) {
            throw new IllegalArgumentException("no column '" + attribute.column() + "'");
          }
          attributes.computeIfAbsent(attribute.name(), _ -> new ArrayList<>(1)).add(attribute);
        }
      } else if (entry.getKey().startsWith(BlockLayout.OVERFLOW_KEY)) {
        int group = Integer.parseInt(entry.getKey().substring(BlockLayout.OVERFLOW_KEY.length()));
        overflow.put(group, StoredAttribute.fromJson(entry.getValue()));
      }
    }
  }

  ParquetFile parquet() {
    return parquet;
  }

  /// Attributes that have columns.
  Map<AttributeName, List<StoredAttribute>> attributes() {
    return attributes;
  }

  /// Attributes that stand in overflow columns in a segment's rows.
  List<StoredAttribute> overflow(int segment) {
    return overflow.getOrDefault(segment, List.of());
  }

  long memoryBytes() {
    return 2 * parquet.memoryBytes();
  }
}
