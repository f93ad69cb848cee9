package dev.clew.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.query.trace.TraceColumns;
import dev.clew.query.trace.TraceReader;
import dev.clew.query.trace.TraceStructure;
import dev.clew.store.block.Block;
import dev.clew.store.block.BlockHeader;
import dev.clew.store.block.BlockWriter;
import dev.clew.store.block.ReadCache;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import dev.clew.traceql.TraceQl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One trace of a million spans, most of it in a block and the end of it live, under the 512 MB of
/// heap that this module's tests have.
class MillionSpansTest {
  private static final int SPANS = 1_000_000;
  private static final int LIVE = 10_000;
  private static final long START = 1_800_000_000_000_000_000L;

  private final QueryEngine engine = new QueryEngine();

  @TempDir Path directory;

  @Test
  void aTraceOfAMillionSpansIsReadDrawnAndFound() throws IOException {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(512L << 20);
    List<Segment> segments = new ArrayList<>(block(arena(0, SPANS - LIVE)));
    segments.add(arena(SPANS - LIVE, SPANS));
    TestSnapshot snapshot = new TestSnapshot(segments);

    TraceReader reader = engine.trace(snapshot, 1, 1, QueryBounds.ALL).orElseThrow();
    assertThat(reader.spanCount()).isEqualTo(SPANS);
    long read = 0;
    long ids = 0;
    for (SpanBatch batch = reader.next(); batch != null; batch = reader.next()) {
      assertThat(batch.size()).isLessThanOrEqualTo(TraceReader.MAX_BATCH);
      for (int i = 0; i < batch.size(); i++) {
        ids += batch.spanId(i);
      }
      read += batch.size();
    }
    assertThat(read).isEqualTo(SPANS);
    assertThat(ids).isEqualTo((long) SPANS * (SPANS + 1) / 2);

    TraceColumns columns = engine.drawing(snapshot, 1, 1, QueryBounds.ALL).orElseThrow().spans();
    int[] parents = columns.structure().parentRows();
    assertThat(parents[0]).isEqualTo(TraceStructure.ROOT);
    assertThat(IntStream.range(1, SPANS).allMatch(row -> parents[row] == (row + 1) / 2 - 1))
        .isTrue();

    SearchResult found =
        engine.search(
            snapshot,
            new SearchRequest(
                TraceQl.parse("{ span.number >= 0 && status = error }"), 20, 3, QueryBounds.ALL));
    assertThat(found.traces()).hasSize(1);
    assertThat(found.traces().getFirst().matched()).isEqualTo(SPANS / 10);
    assertThat(found.traces().getFirst().trace().spanCount()).isEqualTo(SPANS);
    assertThat(found.traces().getFirst().trace().rootName()).isEqualTo("work 1");
  }

  private List<Segment> block(Segment source) throws IOException {
    LocalDisk disk = new LocalDisk();
    int[] rows = IntStream.range(0, source.spanCount()).toArray();
    BlockHeader header = new BlockHeader("", "block", 1, 2, 3);
    BlockWriter.write(disk, directory.resolve("block"), source, rows, header, (_, _) -> true);
    return Block.open(disk, directory.resolve("block"), new ReadCache(32 << 20)).segments();
  }

  /// Spans `from + 1 … to` of a binary tree: the parent of span n is span n / 2.
  private static Segment arena(int from, int to) {
    Arena arena = new Arena("live", to - from);
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (int at = from; at < to; at += LIVE) {
      builder.clear();
      builder.beginResource();
      builder.resourceAttribute(
          builder.string("service.name"), AttributeType.STRING, builder.string("worker"));
      builder.beginScope();
      for (int number = at + 1; number <= Math.min(to, at + LIVE); number++) {
        builder.beginSpan();
        builder
            .traceId(1, 1)
            .spanId(number)
            .parentSpanId(number / 2)
            .startNanos(START + number)
            .endNanos(START + number + 1_000)
            .statusCode(number % 10 == 0 ? 2 : 0)
            .name(builder.string("work " + number % 100))
            .attribute(builder.string("number"), AttributeType.INT, number);
        builder.endSpan();
      }
      arena.append(builder.build(), null);
    }
    return arena.snapshot();
  }
}
