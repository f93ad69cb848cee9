package dev.clew.store.block;

import dev.clew.store.parquet.ColumnSpec;
import dev.clew.store.parquet.FileTail;
import dev.clew.store.segment.TimeRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a block holds, as its `meta.json` says: enough to decide whether to read it.
///
/// @param times of the spans
/// @param services names of the services, ascending; null where there are too many to list
/// @param splitTraces how many of the traces have, or may have, spans elsewhere
public record BlockMeta(
    BlockHeader header,
    TimeRange times,
    long spans,
    long events,
    long links,
    long traces,
    long splitTraces,
    @Nullable List<String> services,
    List<FileMeta> files,
    List<SegmentMeta> segments) {

  /// More services than these are not listed.
  public static final int MAX_SERVICES = 1000;

  /// Bytes of all files but `meta.json`.
  public long bytes() {
    return files.stream().mapToLong(file -> file.tail.fileBytes()).sum();
  }

  /// Whether a service has spans here; true where it is not known.
  public boolean mayHaveService(String name) {
    return services == null || services.contains(name);
  }

  /// A file with a name, or null.
  @Nullable FileMeta file(String name) {
    for (FileMeta file : files) {
      if (file.name.equals(name)) {
        return file;
      }
    }
    return null;
  }

  /// A file of the block.
  ///
  /// @param columnBytes of each column the bytes of its pages
  public record FileMeta(String name, FileTail tail, Map<String, Long> columnBytes) {
    static FileMeta of(String name, FileTail tail, List<ColumnSpec> columns, long[] columnBytes) {
      Map<String, Long> bytes = new LinkedHashMap<>();
      for (int i = 0; i < columnBytes.length; i++) {
        bytes.put(columns.get(i).name(), columnBytes[i]);
      }
      return new FileMeta(name, tail, bytes);
    }
  }

  /// A row group of spans with what belongs to them: where its rows are in the files.
  public record SegmentMeta(
      TimeRange times,
      int firstSpan,
      int spans,
      int firstTrace,
      int traces,
      int firstEvent,
      int events,
      int firstLink,
      int links) {}
}
