package dev.clew.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.RandomSpans;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceIds;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// parquet-java opens every file of a block and reads every value of every row.
class BlockParquetJavaTest {
  private final Disk disk = new LocalDisk();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsEveryFileOfABlock(long seed) throws IOException {
    SpanBatch batch = new RandomSpans(new Random(seed)).batch(300);
    Arena arena = new Arena("live", 0);
    arena.append(batch, null);
    Segment source = arena.snapshot();
    BlockWriter.write(
        disk,
        directory.resolve("block"),
        source,
        IntStream.range(0, source.spanCount()).toArray(),
        new BlockHeader("", "block", 1, 2, 3),
        (_, _) -> false);

    List<String> sent = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      sent.add(TraceIds.spanId(batch.spanId(row)));
    }
    try (Stream<Path> files = Files.list(directory.resolve("block"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        List<Group> rows = rows(file);
        assertThat(rows).as("%s, seed %d", file, seed).isNotEmpty();
        switch (file.getFileName().toString()) {
          case "spans.parquet" ->
              assertThat(rows.stream().map(BlockParquetJavaTest::spanId))
                  .as("seed %d", seed)
                  .containsExactlyInAnyOrderElementsOf(sent);
          case "traces.parquet" -> assertThat(rows).hasSize(source.traceCount());
          case "events.parquet" -> assertThat(rows).hasSize(source.eventCount());
          case "links.parquet" -> assertThat(rows).hasSize(source.linkCount());
          default -> throw new AssertionError("a file that nobody expects: " + file);
        }
      }
    }
  }

  private static String spanId(Group row) {
    return HexFormat.of().formatHex(row.getBinary("span:id", 0).getBytes());
  }

  private static List<Group> rows(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    // Not by a Hadoop path: Hadoop's file systems need a security manager.
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (PageReadStore pages; (pages = reader.readNextRowGroup()) != null; ) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(records.read());
        }
      }
    }
    return rows;
  }
}
