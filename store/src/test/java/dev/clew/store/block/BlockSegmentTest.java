package dev.clew.store.block;

import dev.clew.model.SpanBatch;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/// The row groups of a block are segments like any other, whatever their size and however many
/// attributes have no column of their own.
class BlockSegmentTest extends SegmentContract {
  private final Disk disk = new LocalDisk();
  private final ReadCache cache = new ReadCache(1 << 20);
  private final Random random = new Random(1);
  private int blocks;

  @TempDir Path directory;

  @Override
  protected List<Segment> segments(List<SpanBatch> batches) throws IOException {
    Arena arena = new Arena("live", 0);
    for (SpanBatch batch : batches) {
      arena.append(batch, null);
    }
    Segment source = arena.snapshot();
    Path path = directory.resolve("block-" + blocks++);
    BlockWriter.write(
        disk,
        path,
        source,
        IntStream.range(0, source.spanCount()).toArray(),
        new BlockHeader("", path.getFileName().toString(), 1, 2, 3),
        (_, _) -> false,
        new int[] {9, 40, 1000}[random.nextInt(3)],
        new int[] {0, 3, 1000}[random.nextInt(3)]);
    return new ArrayList<>(Block.open(disk, path, cache).segments());
  }
}
