package dev.clew.query;

import dev.clew.store.block.Block;
import dev.clew.store.block.BlockHeader;
import dev.clew.store.block.BlockWriter;
import dev.clew.store.block.ReadCache;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Makes segments of plain spans, live ones and blocks.
final class TestSegments {
  private final Path directory;
  private final LocalDisk disk = new LocalDisk();
  private final ReadCache cache = new ReadCache(1 << 20);
  private int blocks;

  TestSegments(Path directory) {
    this.directory = directory;
  }

  List<Segment> live(List<TestSpan> spans) {
    return List.of(TestBatches.arena("live", spans));
  }

  List<Segment> block(List<TestSpan> spans) {
    Segment source = TestBatches.arena("source", spans);
    Path path = directory.resolve("block-" + blocks++);
    try {
      BlockWriter.write(
          disk,
          path,
          source,
          IntStream.range(0, source.spanCount()).toArray(),
          new BlockHeader("", path.getFileName().toString(), 1, 2, 3),
          (_, _) -> false);
      return new ArrayList<>(Block.open(disk, path, cache).segments());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Spreads spans over some segments: two traces in three by time, the third anyhow, so that it is
  /// split as a rule.
  ///
  /// @param kinds what the segments are, in turn
  TestSnapshot cut(List<TestSpan> spans, Random random, List<Kind> kinds) {
    int count = 1 + random.nextInt(4);
    List<List<TestSpan>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    for (TestSpan span : spans) {
      boolean byTime = span.traceIdLow() % 3 > 0;
      int part =
          byTime
              ? (int) Math.min(count - 1, Math.max(0, span.start() - 1000) * count / 1000)
              : random.nextInt(count);
      parts.get(part).add(span);
    }
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!parts.get(i).isEmpty()) {
        segments.addAll(
            switch (kinds.get(i % kinds.size())) {
              case LIVE -> live(parts.get(i));
              case BLOCK -> block(parts.get(i));
            });
      }
    }
    return new TestSnapshot(segments);
  }

  enum Kind {
    LIVE,
    BLOCK
  }
}
