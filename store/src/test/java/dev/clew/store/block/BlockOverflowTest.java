package dev.clew.store.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.AnyValues;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Overflow columns are OTLP/JSON to SQL, and give back the bits that were written.
class BlockOverflowTest {
  private static final long NAN_WITH_PAYLOAD = 0x7ff8000000000001L;

  private final Disk disk = new LocalDisk();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @TempDir Path directory;

  @BeforeEach
  void beginSpan() {
    builder.beginResource();
    builder.beginScope();
    builder.beginSpan();
    builder.traceId(1, 2).spanId(3);
  }

  private void attribute(String key, AttributeType type, long word) {
    builder.attribute(builder.string(key), type, word);
  }

  private void blob(String key, AttributeType type, byte[] blob) {
    attribute(key, type, builder.blob(blob));
  }

  private static byte[] json(AttributeType type, String text) throws IOException {
    return AnyValues.readJson(type, new JsonFactory().createParser(text));
  }

  /// The span in a block none of whose attributes have columns.
  private Segment stored() throws IOException {
    builder.endSpan();
    Arena arena = new Arena("live", 0);
    arena.append(builder.build(), null);
    Segment source = arena.snapshot();
    BlockWriter.write(
        disk,
        directory.resolve("a"),
        source,
        IntStream.range(0, source.spanCount()).toArray(),
        new BlockHeader("", "a", 1, 2, 3),
        (_, _) -> false,
        1000,
        0);
    return Block.open(disk, directory.resolve("a"), new ReadCache(1 << 20)).segments().getFirst();
  }

  private List<String> texts() throws SQLException {
    String sql = "SELECT \"span.*\" FROM read_parquet('" + directory + "/a/spans.parquet')";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private static SegmentColumn column(Segment segment, String key, AttributeType type) {
    return segment.columns(new AttributeName(AttributeScope.SPAN, key)).stream()
        .filter(column -> column.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private static byte[] onlyBlob(Segment segment, String key, AttributeType type) {
    SegmentColumn column = column(segment, key, type);
    assertThat(column.values().count()).isEqualTo(1);
    return column.dictionary().bytes(column.values().code(0));
  }

  @Test
  void everyTypeIsOtlpJson() throws IOException, SQLException {
    String array =
        """
        {"arrayValue":{"values":[{"intValue":"-1"},{"doubleValue":-0.0},\
        {"doubleValue":"-Infinity"},{"doubleValue":"NaN"},{"bytesValue":"AQI="},{},\
        {"arrayValue":{"values":[{"stringValue":"ü\\n"}]}}]}}\
        """;
    String list =
        "{\"kvlistValue\":{\"values\":[{\"key\":\"a\",\"value\":{\"boolValue\":false}},"
            + "{\"key\":\"none\"}]}}";
    attribute("s", AttributeType.STRING, builder.string("text"));
    attribute("i", AttributeType.INT, Long.MIN_VALUE);
    attribute("d", AttributeType.DOUBLE, Double.doubleToLongBits(-0.0));
    attribute("inf", AttributeType.DOUBLE, Double.doubleToLongBits(Double.POSITIVE_INFINITY));
    attribute("nan", AttributeType.DOUBLE, Double.doubleToLongBits(Double.NaN));
    attribute("b", AttributeType.BOOL, 1);
    blob("raw", AttributeType.BYTES, new byte[] {-1, 0});
    blob("array", AttributeType.ARRAY, json(AttributeType.ARRAY, array));
    blob("list", AttributeType.KEY_VALUE_LIST, json(AttributeType.KEY_VALUE_LIST, list));
    attribute("empty", AttributeType.EMPTY, 0);
    attribute("none", AttributeType.EMPTY, 1);

    Segment segment = stored();

    assertThat(texts()).hasSize(1);
    assertThat(attributes(texts().getFirst()))
        .containsExactlyInAnyOrder(
            "{\"key\":\"s\",\"value\":{\"stringValue\":\"text\"}}",
            "{\"key\":\"i\",\"value\":{\"intValue\":\"-9223372036854775808\"}}",
            "{\"key\":\"d\",\"value\":{\"doubleValue\":-0.0}}",
            "{\"key\":\"inf\",\"value\":{\"doubleValue\":\"Infinity\"}}",
            "{\"key\":\"nan\",\"value\":{\"doubleValue\":\"NaN\"}}",
            "{\"key\":\"b\",\"value\":{\"boolValue\":true}}",
            "{\"key\":\"raw\",\"value\":{\"bytesValue\":\"/wA=\"}}",
            "{\"key\":\"array\",\"value\":" + array + "}",
            "{\"key\":\"list\",\"value\":" + list + "}",
            "{\"key\":\"empty\",\"value\":{}}",
            "{\"key\":\"none\"}");
    assertThat(onlyBlob(segment, "array", AttributeType.ARRAY))
        .isEqualTo(json(AttributeType.ARRAY, array));
    assertThat(onlyBlob(segment, "list", AttributeType.KEY_VALUE_LIST))
        .isEqualTo(json(AttributeType.KEY_VALUE_LIST, list));
    assertThat(column(segment, "d", AttributeType.DOUBLE).values().word(0))
        .isEqualTo(Double.doubleToLongBits(-0.0));
  }

  @Test
  void aNanKeepsItsPayload() throws IOException, SQLException {
    ArrayValues.Builder array = new ArrayValues.Builder(AttributeType.DOUBLE);
    array.word(NAN_WITH_PAYLOAD);
    byte[] blob = array.finish();
    attribute("d", AttributeType.DOUBLE, NAN_WITH_PAYLOAD);
    blob("array", AttributeType.ARRAY, blob);

    Segment segment = stored();

    assertThat(attributes(texts().getFirst()))
        .containsExactlyInAnyOrder(
            """
            {"key":"d","value":{"doubleValue":"NaN","doubleBits":"7ff8000000000001"}}\
            """,
            "{\"key\":\"array\",\"value\":{\"arrayValue\":{\"protobuf\":\"CgkhAQAAAAAA+H8=\"}}}");
    assertThat(column(segment, "d", AttributeType.DOUBLE).values().word(0))
        .isEqualTo(NAN_WITH_PAYLOAD);
    assertThat(onlyBlob(segment, "array", AttributeType.ARRAY)).isEqualTo(blob);
  }

  @Test
  void aBlobThatIsNotCanonicalStaysAsItIs() throws IOException {
    byte[] longVarint = {0x0A, 0x03, 0x18, (byte) 0x81, 0x00};
    byte[] garbage = {0x0A, 0x7F, 1};
    blob("varint", AttributeType.ARRAY, longVarint);
    blob("garbage", AttributeType.KEY_VALUE_LIST, garbage);

    Segment segment = stored();

    assertThat(onlyBlob(segment, "varint", AttributeType.ARRAY)).isEqualTo(longVarint);
    assertThat(onlyBlob(segment, "garbage", AttributeType.KEY_VALUE_LIST)).isEqualTo(garbage);
  }

  @Test
  void textThatIsNoOverflowIsNamed() {
    AttributeJson.Visitor nobody =
        new AttributeJson.Visitor() {
          @Override
          public void word(String key, AttributeType type, long word) {}

          @Override
          public void bytes(String key, AttributeType type, byte[] bytes) {}
        };

    assertThatThrownBy(() -> AttributeJson.read("[{\"value\":{}}]", nobody))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attribute without key");
    assertThatThrownBy(
            () -> AttributeJson.read("[{\"key\":\"k\",\"value\":{\"arrayValue\":1}}]", nobody))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be an object");
  }

  /// The elements of an overflow text, which is a list of objects that begin with `key`.
  private static List<String> attributes(String text) {
    assertThat(text).startsWith("[").endsWith("]");
    List<String> found = new ArrayList<>();
    int depth = 0;
    int from = 1;
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && c == '}') {
        found.add(text.substring(from, i + 1));
        from = i + 2;
      }
    }
    return found;
  }
}
