package dev.clew.store.block;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.ReadableFile;
import dev.clew.store.parquet.BloomFilter;
import dev.clew.store.parquet.ColumnData;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A block on disk, opened. Opening reads `meta.json` alone; everything else is read when it is
/// asked for, through the cache. No file stays open. Safe for use by several threads.
public final class Block implements AutoCloseable {
  private static final int MAX_META_BYTES = 1 << 28;

  private final Disk disk;
  private final Path directory;
  private final ReadCache cache;
  private final BlockMeta meta;
  private final List<BlockSegment> segments = new ArrayList<>();

  /// Which part of a block a cached footer is.
  private record FooterKey(String file) {}

  private record TracesKey(int segment) {}

  private record FilterKey(int segment) {}

  private Block(Disk disk, Path directory, ReadCache cache, BlockMeta meta) {
    this.disk = disk;
    this.directory = directory;
    this.cache = cache;
    this.meta = meta;
    for (int i = 0; i < meta.segments().size(); i++) {
      segments.add(new BlockSegment(this, i));
    }
  }

  /// Opens a block.
  ///
  /// @throws IOException where `meta.json` is missing, damaged or of a later version
  public static Block open(Disk disk, Path directory, ReadCache cache) throws IOException {
    Path path = directory.resolve(BlockLayout.META);
    try (ReadableFile file = disk.open(path)) {
      if (file.size() > MAX_META_BYTES) {
        throw new IOException(path + " has " + file.size() + " bytes: limit " + MAX_META_BYTES);
      }
      byte[] bytes = new byte[(int) file.size()];
      file.read(0, ByteBuffer.wrap(bytes));
      return new Block(disk, directory, cache, MetaJson.read(bytes));
    } catch (IOException e) {
      throw new IOException("cannot open block " + path + ": " + e.getMessage(), e);
    }
  }

  public BlockMeta meta() {
    return meta;
  }

  public Path directory() {
    return directory;
  }

  /// The segments, in order of trace starts.
  public List<Segment> segments() {
    return List.copyOf(segments);
  }

  /// Whether a trace may have spans here; false is certain. Reads the bloom filter.
  ///
  /// @throws SegmentReadException when the file is damaged
  public boolean mayContainTrace(long traceIdHigh, long traceIdLow) {
    for (int i = 0; i < segments.size(); i++) {
      if (filter(i).mayContain(traceIdHigh, traceIdLow)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a trace of a segment has, or may have, spans in other blocks or generations, as far as
  /// was known when the block was built; false is certain then.
  ///
  /// @param segment one of {@link #segments()}
  public boolean isSplit(Segment segment, int trace) {
    if (!(segment instanceof BlockSegment own) || !segments.contains(own)) {
      throw new IllegalArgumentException(segment.name() + " is not of block " + directory);
    }
    return meta.splitTraces() > 0 && own.isSplit(trace);
  }

  /// Forgets what the cache holds of this block. Segments can still be read.
  @Override
  public void close() {
    cache.forget(this);
  }

  ReadCache cache() {
    return cache;
  }

  /// A file with its footer.
  BlockFile file(String name) {
    BlockMeta.FileMeta file = requireFile(name);
    return cache.get(
        this,
        new FooterKey(name),
        BlockFile.class,
        () -> {
          BlockFile read = BlockFile.open(disk, directory, file);
          return new ReadCache.Sized<>(read, read.memoryBytes());
        });
  }

  private BlockMeta.FileMeta requireFile(String name) {
    BlockMeta.@Nullable FileMeta file = meta.file(name);
    if (file == null) {
      throw new SegmentReadException("block " + directory + " has no file " + name);
    }
    return file;
  }

  BloomFilter filter(int segment) {
    ParquetFile file = file(BlockLayout.TRACES).parquet();
    return cache.get(
        this,
        new FilterKey(segment),
        BloomFilter.class,
        () -> {
          BloomFilter filter = file.bloomFilter(segment, file.indexOf(BlockLayout.TRACE_ID));
          return new ReadCache.Sized<>(filter, filter.byteSize());
        });
  }

  TraceTable traces(int segment) {
    ParquetFile file = file(BlockLayout.TRACES).parquet();
    return cache.get(
        this,
        new TracesKey(segment),
        TraceTable.class,
        () -> {
          TraceTable table = readTraces(file, segment);
          return new ReadCache.Sized<>(table, table.memoryBytes());
        });
  }

  private TraceTable readTraces(ParquetFile file, int segment) {
    BlockMeta.SegmentMeta of = meta.segments().get(segment);
    try (ReadableFile in = file.openFile()) {
      ColumnData ids = read(file, in, segment, BlockLayout.TRACE_ID);
      long[] firstRows = words(file, read(file, in, segment, BlockLayout.SPAN_ROW));
      int count = ids.count();
      int[] rows = new int[count + 1];
      for (int i = 0; i < count; i++) {
        rows[i] = (int) (firstRows[i] - of.firstSpan());
      }
      rows[count] = of.spans();
      long[] lows = ids.lows();
      if (lows == null || count != of.traces()) {
        throw new SegmentReadException(
            file.path() + " has " + count + " traces, not " + of.traces());
      }
      return new TraceTable(
          count,
          words(file, ids),
          lows,
          words(file, read(file, in, segment, BlockLayout.TRACE_START)),
          words(file, read(file, in, segment, BlockLayout.TRACE_END)),
          rows,
          words(file, read(file, in, segment, BlockLayout.SPLIT)),
          words(file, read(file, in, segment, BlockLayout.BY_ID)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnData read(ParquetFile file, ReadableFile in, int group, String column) {
    int index = file.indexOf(column);
    if (index < 0) {
      throw new SegmentReadException("no column '" + column + "' in " + file.path());
    }
    return file.read(in, group, index, null);
  }

  private static long[] words(ParquetFile file, ColumnData data) {
    long[] words = data.words();
    if (words == null) {
      throw new SegmentReadException("a column of numbers in " + file.path() + " holds none");
    }
    return words;
  }
}
