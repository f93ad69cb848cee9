package dev.clew.store;

import dev.clew.model.LongVector;
import dev.clew.store.block.Block;
import dev.clew.store.block.BlockHeader;
import dev.clew.store.block.BlockMeta;
import dev.clew.store.block.BlockWriter;
import dev.clew.store.block.ReadCache;
import dev.clew.store.block.SplitProbe;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.StoppableDisk;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.manifest.BlockEntry.SegmentEntry;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Blocks of Parquet files.
final class ParquetBlockFiles implements BlockFiles {
  private static final int CHECKED_ROWS = 1 << 16;

  private final Disk disk;
  private final StoppableDisk writing;
  private final Clock clock;
  private final ReadCache cache;

  ParquetBlockFiles(StoreOptions options) {
    disk = options.disk();
    writing = new StoppableDisk(disk);
    clock = options.clock();
    cache = new ReadCache(options.blockCacheBytes());
  }

  @Override
  public BlockEntry write(
      Path directory, BlockEntry draft, Segment source, int[] spanRows, SplitProbe probe)
      throws IOException {
    Instant now = clock.instant();
    BlockHeader header =
        new BlockHeader(
            draft.tenant(),
            BlockEntry.directoryName(draft.id()),
            draft.firstArrivalNanos(),
            draft.lastArrivalNanos(),
            now.getEpochSecond() * 1_000_000_000L + now.getNano());
    BlockMeta meta = BlockWriter.write(writing, directory, source, spanRows, header, probe);
    List<SegmentEntry> segments = new ArrayList<>();
    for (BlockMeta.SegmentMeta segment : meta.segments()) {
      segments.add(new SegmentEntry(segment.spans(), segment.traces(), segment.times()));
    }
    List<String> services = meta.services();
    return new BlockEntry(
        draft.id(),
        draft.tenant(),
        draft.generation(),
        draft.firstArrivalNanos(),
        draft.lastArrivalNanos(),
        meta.bytes(),
        meta.splitTraces(),
        segments,
        services == null ? List.of() : services);
  }

  @Override
  public OpenBlock open(Path directory) throws IOException {
    return new OpenParquetBlock(Block.open(disk, directory, cache));
  }

  @Override
  public void check(Path directory, int segments) throws IOException {
    try (Block block = Block.open(disk, directory, new ReadCache(0))) {
      if (block.segments().size() != segments) {
        throw StoredBlock.otherCount(directory, block.segments().size(), segments);
      }
      for (Segment segment : block.segments()) {
        check(block, segment);
      }
    }
  }

  /// The block's columns one by one; what has no column of its own comes with the spans.
  private static void check(Block block, Segment segment) {
    for (ColumnName name : segment.columnNames()) {
      for (SegmentColumn column : segment.columns(name)) {
        var _ = column.dictionary();
        var _ = column.values();
      }
    }
    for (int from = 0; from < segment.spanCount(); from += CHECKED_ROWS) {
      int to = Math.min(from + CHECKED_ROWS, segment.spanCount());
      var _ = segment.read(IntStream.range(from, to).toArray());
    }
    if (segment.traceCount() > 0) {
      var _ = block.mayContainTrace(segment.traceIdHigh(0), segment.traceIdLow(0));
    }
  }

  @Override
  public void stopWriting() {
    writing.stop();
  }

  private record OpenParquetBlock(Block block) implements OpenBlock {
    @Override
    public List<Segment> segments() {
      return block.segments();
    }

    @Override
    public boolean mayContainTrace(long traceIdHigh, long traceIdLow) {
      return block.mayContainTrace(traceIdHigh, traceIdLow);
    }

    @Override
    public long[] splitTraces() {
      LongVector ids = new LongVector(64);
      for (Segment segment : block.segments()) {
        for (int trace = 0; trace < segment.traceCount(); trace++) {
          if (block.isSplit(segment, trace)) {
            ids.add(segment.traceIdHigh(trace));
            ids.add(segment.traceIdLow(trace));
          }
        }
      }
      return ids.toArray();
    }

    @Override
    public void close() {
      block.close();
    }
  }
}
