package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.block.SplitProbe;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.ReadableFile;
import dev.clew.store.disk.WritableFile;
import dev.clew.store.live.Arena;
import dev.clew.store.log.LogRecord;
import dev.clew.store.log.RecordDecoder;
import dev.clew.store.log.RecordEncoder;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// Blocks of two small files, a record of the spans and a list of the split traces, so that a test
/// can halt the disk after every operation of many builds.
final class TinyBlockFiles implements BlockFiles {
  private static final String SPANS = "spans";
  private static final String SPLITS = "splits";

  private final Disk disk;

  TinyBlockFiles(Disk disk) {
    this.disk = disk;
  }

  @Override
  public BlockEntry write(
      Path directory, BlockEntry draft, Segment source, int[] spanRows, SplitProbe probe)
      throws IOException {
    disk.createDirectories(directory);
    Arena arena = new Arena("block", spanRows.length);
    SpanBatch batch = source.read(spanRows);
    arena.append(batch, null);
    Segment segment = arena.snapshot();
    try (RecordEncoder encoder = new RecordEncoder()) {
      write(directory.resolve(SPANS), encoder.encode(draft.tenant(), 0, batch).payload());
    }
    ByteBuffer splits = ByteBuffer.allocate(16 * segment.traceCount());
    for (int trace = 0; trace < segment.traceCount(); trace++) {
      long high = segment.traceIdHigh(trace);
      long low = segment.traceIdLow(trace);
      if (probe.mayBeElsewhere(high, low)) {
        splits.putLong(high).putLong(low);
      }
    }
    byte[] written = new byte[splits.flip().remaining()];
    splits.get(written);
    write(directory.resolve(SPLITS), written);
    disk.syncDirectory(directory);
    return new BlockEntry(
        draft.id(),
        draft.tenant(),
        draft.generation(),
        draft.firstArrivalNanos(),
        draft.lastArrivalNanos(),
        100,
        written.length / 16,
        List.of(
            new BlockEntry.SegmentEntry(
                segment.spanCount(), segment.traceCount(), segment.times())),
        List.of());
  }

  @Override
  public OpenBlock open(Path directory) throws IOException {
    byte[] record = read(directory.resolve(SPANS));
    LogRecord spans = RecordDecoder.decode(record, 0, record.length, directory.resolve(SPANS), 0);
    Arena arena = new Arena(directory.toString(), spans.batch().size());
    arena.append(spans.batch(), null);
    Segment segment = arena.snapshot();
    ByteBuffer splits = ByteBuffer.wrap(read(directory.resolve(SPLITS)));
    long[] splitTraces = new long[splits.remaining() / 8];
    splits.asLongBuffer().get(splitTraces);
    return new OpenBlock() {
      @Override
      public List<Segment> segments() {
        return List.of(segment);
      }

      @Override
      public boolean mayContainTrace(long traceIdHigh, long traceIdLow) {
        return segment.findTrace(traceIdHigh, traceIdLow) >= 0;
      }

      @Override
      public long[] splitTraces() {
        return splitTraces;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void check(Path directory, int segments) throws IOException {
    open(directory).close();
  }

  @Override
  public void stopWriting() {}

  private void write(Path path, byte[] bytes) throws IOException {
    try (WritableFile file = disk.create(path)) {
      file.write(ByteBuffer.wrap(bytes));
      file.sync();
    }
  }

  private byte[] read(Path path) throws IOException {
    try (ReadableFile file = disk.open(path)) {
      byte[] bytes = new byte[(int) file.size()];
      file.read(0, ByteBuffer.wrap(bytes));
      return bytes;
    }
  }
}
