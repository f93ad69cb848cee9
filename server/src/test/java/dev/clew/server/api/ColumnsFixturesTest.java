package dev.clew.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.SegmentViews;
import dev.clew.query.trace.TraceDrawing;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.live.Arena;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the columns that Clew writes against the fixtures that the page's own reader is tested
/// with: `<name>.columns`, and `<name>.json` with what is in it.
///
/// `-Dclew.fixtures.write=true` writes the fixtures anew.
class ColumnsFixturesTest {
  private static final Path FOLDER = Path.of("..", "ui", "src", "trace", "fixtures");
  private static final long HIGH = 0x0102030405060708L;
  private static final long LOW = 0xF0E0D0C0B0A09080L;
  private static final long START = 1_700_000_000_123_456_789L;
  private static final long SECOND = 1_000_000_000L;

  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  static Stream<String> names() {
    return traces().keySet().stream();
  }

  private static Map<String, FixtureTrace> traces() {
    Map<String, FixtureTrace> traces = new TreeMap<>();
    traces.put("simple", simple());
    traces.put(
        "one-span", trace(FixtureSpan.of(-1, 0, START, SECOND).named("", "").numbered(0, 0)));
    traces.put(
        "negative-duration",
        trace(
            FixtureSpan.of(1, 0, START, 10 * SECOND),
            FixtureSpan.of(2, 1, START + SECOND, -5 * SECOND),
            FixtureSpan.of(3, 1, START + 2 * SECOND, 0)));
    traces.put(
        "orphans",
        trace(
            FixtureSpan.of(1, 0, START, 100),
            FixtureSpan.of(2, 0x7EADBEEF, START + 1, 90), // never received
            FixtureSpan.of(3, 3, START + 2, 80), // its own parent
            FixtureSpan.of(4, 6, START + 3, 70), // a circle of three
            FixtureSpan.of(5, 4, START + 4, 60),
            FixtureSpan.of(6, 5, START + 5, 50),
            FixtureSpan.of(7, 6, START + 6, 40), // hangs on the circle
            FixtureSpan.of(8, 0, START + 7, 30), // a second root
            FixtureSpan.of(8, 1, START + 8, 20), // an id for the second time
            FixtureSpan.of(9, 8, START + 9, 10),
            FixtureSpan.of(10, 0xFFFFFFFFFFFFFFFFL, START + 10, 1)));
    traces.put(
        "text",
        trace(
            FixtureSpan.of(1, 0, START, 5).named("Bücherstube", "größer als 5 € → ja"),
            FixtureSpan.of(2, 1, START, 4).named("书店", "شراء كتاب"),
            FixtureSpan.of(3, 1, START, 3).named("📚🛒", "\u0000\u0001\u001b[31m\u202eleft\n"),
            FixtureSpan.of(4, 1, START, 2).named("", "<b onclick=\"x\">&amp;</b>"),
            FixtureSpan.of(5, 1, START, 1).named("shop", "")));
    traces.put(
        "numbers",
        trace(
            FixtureSpan.of(1, 0, START, 9).numbered(5, 2),
            FixtureSpan.of(2, 1, START, 8).numbered(6, 3),
            FixtureSpan.of(3, 1, START, 7).numbered(254, 255),
            FixtureSpan.of(4, 1, START, 6).numbered(256, 1_000_000),
            FixtureSpan.of(5, 1, START, 5).numbered(-1, Integer.MIN_VALUE),
            FixtureSpan.of(0x8000000000000000L, 1, START, 4).with(70_000, 300)));
    traces.put(
        "hours",
        trace(
            FixtureSpan.of(1, 0, START, 7200 * SECOND),
            FixtureSpan.of(2, 1, START + 3600 * SECOND, 5 * SECOND),
            FixtureSpan.of(3, 1, START + (1L << 32), (1L << 32) - 1)));
    traces.put(
        "years",
        trace(
            FixtureSpan.of(1, 0, 1, 1L << 62),
            FixtureSpan.of(2, 1, 1 + (1L << 53) + 1, SECOND),
            FixtureSpan.of(3, 1, START, -START)));
    return traces;
  }

  /// Arrives out of order.
  private static FixtureTrace simple() {
    return trace(
        FixtureSpan.of(0x33, 0x22, START + 300_000, 400_000).numbered(3, 2).with(1, 0),
        FixtureSpan.of(0x11, 0, START, SECOND).named("shop", "GET /cart").numbered(2, 0),
        FixtureSpan.of(0x22, 0x11, START + 200_000, 700_000)
            .named("cart", "Cart/Get")
            .numbered(2, 1)
            .with(3, 2));
  }

  private static FixtureTrace trace(FixtureSpan... spans) {
    return new FixtureTrace(HIGH, LOW, List.of(spans));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aTraceIsWrittenAsTheFixtureHasIt(String name) throws Exception {
    FixtureTrace trace = traces().get(name);
    byte[] columns = columns(trace);
    assertThat(new ColumnsReader(columns).trace()).isEqualTo(trace.expected());
    matches(name + ".columns", columns);
    matches(name + ".json", text(trace.expected()));
  }

  /// A reader passes over what it does not know.
  @Test
  void aLaterVersionMayHaveMoreColumns() throws Exception {
    byte[] columns = withUnknownColumn(columns(simple()));
    assertThat(new ColumnsReader(columns).trace()).isEqualTo(simple().expected());
    matches("unknown-column.columns", columns);
    matches("unknown-column.json", text(simple().expected()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 400})
  void anyTraceInAnyNumberOfPiecesIsWrittenAsItIs(int count) throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<FixtureSpan> spans = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        spans.add(randomSpan(random, count));
      }
      FixtureTrace whole = new FixtureTrace(HIGH, LOW, spans);
      List<FixtureTrace> pieces = new ArrayList<>();
      for (int from = 0; from < count; ) {
        int to = Math.min(count, from + 1 + random.nextInt(count));
        pieces.add(new FixtureTrace(HIGH, LOW, spans.subList(from, to)));
        from = to;
      }
      assertThat(new ColumnsReader(columns(pieces)).trace())
          .as("seed " + seed)
          .isEqualTo(whole.expected());
    }
  }

  /// Some are equal in all that rows are ordered by, and so stay as they arrived.
  private static FixtureSpan randomSpan(Random random, int count) {
    return FixtureSpan.of(
            1 + random.nextInt(count),
            random.nextInt(count + 2),
            START + random.nextInt(2 * count),
            random.nextLong(-5, 1000) << random.nextInt(40))
        .named("service " + random.nextInt(4), "name " + random.nextInt(8))
        .numbered(random.nextInt(-1, 7), random.nextInt(4))
        .with(random.nextInt(3), random.nextInt(2));
  }

  private static byte[] columns(FixtureTrace... pieces) throws IOException {
    return columns(List.of(pieces));
  }

  private static byte[] columns(List<FixtureTrace> traces) throws IOException {
    List<TracePiece> pieces = new ArrayList<>();
    for (FixtureTrace trace : traces) {
      Arena arena = new Arena("fixture", 16);
      arena.append(trace.batch(), null);
      pieces.add(new TracePiece(arena.snapshot(), 0));
    }
    SegmentViews views = new SegmentViews(new QueryBudget(QueryLimits.DEFAULT, Cancellation.NONE));
    TraceDrawing drawing = TraceDrawing.read(pieces, views);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceColumnsAnswer.of(drawing).write(out);
    return out.toByteArray();
  }

  /// The same columns behind one with a name and a type that nobody knows.
  private static byte[] withUnknownColumn(byte[] columns) {
    ByteBuffer from = ByteBuffer.wrap(columns).order(ByteOrder.LITTLE_ENDIAN);
    int count = from.getInt(8);
    int body = 48 + 32 * count;
    byte[] unknown = "nobody knows what".getBytes(StandardCharsets.US_ASCII);
    int added = 32 + 24;
    ByteBuffer into = ByteBuffer.allocate(columns.length + added).order(ByteOrder.LITTLE_ENDIAN);
    into.put(columns, 0, 48).putInt(8, count + 1);
    into.put("mystery".getBytes(StandardCharsets.US_ASCII)).position(48 + 16);
    into.putInt(200).putInt(body + 32).putInt(unknown.length).putInt(0);
    for (int i = 0; i < count; i++) {
      into.put(columns, 48 + 32 * i, 32);
      int offset = 48 + 32 * (i + 1) + 20;
      into.putInt(offset, into.getInt(offset) + added);
    }
    into.put(unknown).position(body + added).put(columns, body, columns.length - body);
    return into.array();
  }

  private static byte[] text(JsonNode json) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);
    String text = new JsonMapper().writer(printer).writeValueAsString(json);
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void matches(String file, byte[] written) throws IOException {
    Path path = FOLDER.resolve(file);
    if (Boolean.getBoolean("clew.fixtures.write")) {
      Files.createDirectories(FOLDER);
      Files.write(path, written);
    }
    assertThat(Files.readAllBytes(path)).as(file).isEqualTo(written);
  }
}
