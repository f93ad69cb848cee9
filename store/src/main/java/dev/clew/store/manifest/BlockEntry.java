package dev.clew.store.manifest;

import dev.clew.store.segment.TimeRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A block as the manifest names it, with what must be known of it before its files are opened.
///
/// @param id ascending in order of making, never used twice
/// @param generation the generation it was built from
/// @param firstArrivalNanos when the first of the generation's spans came, in nanoseconds since
/// 1970
/// @param lastArrivalNanos when the last of them came
/// @param bytes the size of its files
/// @param splitTraces how many of its traces have, or may have, spans elsewhere, as far as was
/// known
///     when it was written
/// @param segments its row groups in order
/// @param services the service names of its spans, in order; empty where there are too many to name
public record BlockEntry(
    long id,
    String tenant,
    long generation,
    long firstArrivalNanos,
    long lastArrivalNanos,
    long bytes,
    long splitTraces,
    List<SegmentEntry> segments,
    List<String> services) {

  public BlockEntry {
    segments = List.copyOf(segments);
    services = List.copyOf(services);
  }

  public long spanCount() {
    return segments.stream().mapToLong(SegmentEntry::spanCount).sum();
  }

  /// The block's directory among all blocks.
  public Path directory(Path blocks) {
    return blocks.resolve(tenant).resolve(directoryName(id));
  }

  /// An id as the name of a directory: 16 hexadecimal digits.
  public static String directoryName(long id) {
    return String.format(Locale.ROOT, "%016x", id);
  }

  /// A row group of a block.
  public record SegmentEntry(int spanCount, int traceCount, TimeRange times) {}
}
