package dev.clew.store.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.RandomSpans;
import dev.clew.model.SpanTexts;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentReadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged block gives what was written or an error that names the file; never anything else.
class BlockDamageTest {
  private static final int FLIPS = 150;

  private final Disk disk = new LocalDisk();
  private List<String> sound = List.of();

  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Arena arena = new Arena("live", 0);
    arena.append(new RandomSpans(new Random(5)).batch(12), null);
    Segment source = arena.snapshot();
    BlockWriter.write(
        disk,
        directory,
        source,
        IntStream.range(0, source.spanCount()).toArray(),
        new BlockHeader("", "block", 1, 2, 3),
        (_, _) -> true);
    sound = read();
  }

  private List<String> read() throws IOException {
    List<String> all = new ArrayList<>();
    try (Block block = Block.open(disk, directory, new ReadCache(1 << 20))) {
      all.add(block.meta().toString());
      for (Segment segment : block.segments()) {
        int[] rows = IntStream.range(0, segment.spanCount()).toArray();
        all.addAll(SpanTexts.sorted(segment.read(rows)));
        for (int trace = 0; trace < segment.traceCount(); trace++) {
          long high = segment.traceIdHigh(trace);
          long low = segment.traceIdLow(trace);
          assertThat(segment.findTrace(high, low)).isEqualTo(trace);
          all.add(block.isSplit(segment, trace) + " " + segment.traceStart(trace));
        }
      }
    }
    return all;
  }

  @Test
  void aFlippedBitIsFoundOrHarmless() throws IOException {
    long seed = 71;
    Random random = new Random(seed);
    List<Path> files = disk.list(directory);
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      Path file = files.get(i % files.size());
      byte[] bytes = Files.readAllBytes(file);
      int at = random.nextInt(bytes.length);
      byte[] damaged = bytes.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        assertThat(read()).as("seed %d, byte %d of %s", seed, at, file).isEqualTo(sound);
      } catch (SegmentReadException | IOException e) {
        assertThat(e).hasMessageContaining(file.toString());
        found++;
      }
      Files.write(file, bytes);
    }
    assertThat(found).isGreaterThan(FLIPS / 2);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(directory.resolve(BlockLayout.SPANS));

    assertThatThrownBy(this::read)
        .isInstanceOf(SegmentReadException.class)
        .hasMessageContaining(directory.resolve(BlockLayout.SPANS).toString());
  }
}
