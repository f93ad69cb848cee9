package dev.clew.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeType;
import dev.clew.model.RandomSpans;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.TraceIds;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What DuckDB sees in blocks.
class BlockSqlTest {
  private final Disk disk = new LocalDisk();

  @TempDir Path directory;

  private Segment write(String name, Arena arena) throws IOException {
    Segment source = arena.snapshot();
    BlockWriter.write(
        disk,
        directory.resolve(name),
        source,
        IntStream.range(0, source.spanCount()).toArray(),
        new BlockHeader("", name, 1, 2, 3),
        (_, _) -> false);
    return source;
  }

  private List<List<String>> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
          row.add(rows.getString(c));
        }
        found.add(row);
      }
      return found;
    }
  }

  private static SpanBatchBuilder span(SpanBatchBuilder builder, long trace, long id, long parent) {
    builder.beginSpan();
    return builder.traceId(trace, ~trace).spanId(id).parentSpanId(parent);
  }

  private static SpanBatchBuilder builder(String service) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.resourcePresent();
    builder.resourceAttribute(
        builder.string("service.name"), AttributeType.STRING, builder.string(service));
    builder.beginScope();
    builder.scopePresent();
    return builder;
  }

  @Test
  void columnsHaveTheNamesAndValuesOfTraceQl() throws IOException, SQLException {
    SpanBatchBuilder builder = builder("shop");
    span(builder, 7, 0x10, 0)
        .name(builder.string("GET /cart"))
        .kind(2)
        .statusCode(2)
        .statusMessage(builder.string("no stock"))
        .startNanos(1_700_000_000_123_456_789L)
        .endNanos(1_700_000_000_123_457_000L)
        .attribute("http.route", "/cart")
        .attribute(builder.string("http.status"), AttributeType.INT, 500);
    builder.endSpan();
    span(builder, 7, 0x11, 0x10).name(builder.string("SELECT")).kind(77).endSpan();
    Arena arena = new Arena("live", 0);
    arena.append(builder.build(), null);
    write("a", arena);

    List<List<String>> rows =
        query(
            "SELECT lower(hex(\"trace:id\")), lower(hex(\"span:id\")),"
                + " lower(hex(\"span:parentID\")), parent_row, name, kind, status, statusMessage,"
                + " epoch_ns(\"start\"), duration, \"span.http.route\", \"span.http.status\","
                + " \"resource.service.name\" FROM read_parquet('"
                + directory
                + "/a/spans.parquet') ORDER BY \"span:id\"");

    String id = TraceIds.traceId(7, ~7);
    assertThat(rows.get(0))
        .containsExactly(
            id,
            "0000000000000010",
            null,
            null,
            "GET /cart",
            "server",
            "error",
            "no stock",
            "1700000000123456789",
            "211",
            "/cart",
            "500",
            "shop");
    assertThat(rows.get(1).subList(0, 8))
        .containsExactly(
            id, "0000000000000011", "0000000000000010", "1", "SELECT", "77", "unset", null);
  }

  @Test
  void tracesHaveRootCountsAndServices() throws IOException, SQLException {
    Arena arena = new Arena("live", 0);
    SpanBatchBuilder front = builder("front");
    span(front, 1, 0x20, 0).name(front.string("root")).startNanos(10).endNanos(50).endSpan();
    span(front, 2, 0x30, 0x99).name(front.string("orphan")).startNanos(5).endNanos(6).endSpan();
    arena.append(front.build(), null);
    SpanBatchBuilder back = builder("back");
    span(back, 1, 0x21, 0x20).statusCode(2).startNanos(20).endNanos(70).endSpan();
    arena.append(back.build(), null);
    write("a", arena);

    assertThat(
            query(
                "SELECT epoch_ns(\"trace:start\"), epoch_ns(\"trace:end\"), \"trace:rootService\","
                    + " \"trace:rootName\", span_count, error_count, services, span_row, split,"
                    + " by_id FROM read_parquet('"
                    + directory
                    + "/a/traces.parquet')"))
        .containsExactly(
            Arrays.asList("5", "6", null, null, "1", "0", "[front]", "0", "false", "1"),
            List.of("10", "70", "front", "root", "2", "1", "[front, back]", "1", "false", "0"));
  }

  /// Acceptance 5: one statement over all blocks, keys with two types among them.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void oneStatementOverAllBlocksCountsByService(long seed) throws IOException, SQLException {
    Random random = new Random(seed);
    Map<String, Integer> counts = new TreeMap<>();
    for (int b = 0; b < 3; b++) {
      Arena arena = new Arena("live", 0);
      for (String service : List.of("cart", "checkout", "payment")) {
        int spans = 1 + random.nextInt(30);
        counts.merge(service, spans, Integer::sum);
        SpanBatchBuilder builder = builder(service);
        for (int i = 0; i < spans; i++) {
          span(builder, random.nextInt(20), random.nextLong(), 0);
          twoTypes(builder, random);
          builder.endSpan();
        }
        arena.append(builder.build(), null);
      }
      write("block-" + b, arena);
    }

    List<List<String>> found =
        query(
            "SELECT \"resource.service.name\", count(*) FROM read_parquet('"
                + directory
                + "/*/spans.parquet', union_by_name = true) GROUP BY 1 ORDER BY 1");

    assertThat(found)
        .isEqualTo(
            counts.entrySet().stream()
                .map(e -> List.of(e.getKey(), e.getValue().toString()))
                .toList());
  }

  /// A key whose type differs from span to span, one that differs by case, and arrays.
  private static void twoTypes(SpanBatchBuilder builder, Random random) {
    AttributeType type = AttributeType.of(random.nextInt(AttributeType.COUNT));
    long word =
        switch (type) {
          case STRING -> builder.string("v" + random.nextInt(3));
          case INT -> random.nextInt(1000);
          case DOUBLE -> Double.doubleToLongBits(random.nextDouble());
          case BOOL -> random.nextInt(2);
          case BYTES -> builder.blob(new byte[] {1, (byte) random.nextInt()});
          case ARRAY -> builder.blob(array(random));
          case KEY_VALUE_LIST, EMPTY -> 0;
        };
    builder.attribute(builder.string("mixed"), type, word);
    builder.attribute(random.nextBoolean() ? "Case" : "case", "x");
  }

  private static byte[] array(Random random) {
    ArrayValues.Builder array;
    if (random.nextBoolean()) {
      array = new ArrayValues.Builder(AttributeType.INT);
      array.word(random.nextInt(5));
      array.word(-1);
    } else {
      array = new ArrayValues.Builder(AttributeType.STRING);
      byte[] text = "element".getBytes(StandardCharsets.UTF_8);
      array.bytes(text, 0, text.length);
    }
    return array.finish();
  }

  /// Every file of random spans opens in DuckDB, in every column, and counts and ids agree.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void duckDbReadsEveryColumnOfRandomSpans(long seed) throws IOException, SQLException {
    Arena arena = new Arena("live", 0);
    arena.append(new RandomSpans(new Random(seed)).batch(200), null);
    Segment source = write("a", arena);
    Block block = Block.open(disk, directory.resolve("a"), new ReadCache(1 << 20));

    for (BlockMeta.FileMeta file : block.meta().files()) {
      for (String column : file.columnBytes().keySet()) {
        String quoted = '"' + column.replace("\"", "\"\"") + '"';
        query("SELECT " + quoted + " FROM read_parquet('" + directory + "/a/" + file.name() + "')");
      }
    }
    long sum = 0;
    Segment stored = block.segments().getFirst();
    for (int i = 0; i < stored.spanCount(); i++) {
      sum ^= stored.column(Field.DURATION).values().word(i);
    }
    List<List<String>> found =
        query(
            "SELECT count(*), bit_xor(duration) FROM read_parquet('"
                + directory
                + "/a/spans.parquet')");
    assertThat(found)
        .containsExactly(List.of(Integer.toString(source.spanCount()), Long.toString(sum)));
  }
}
