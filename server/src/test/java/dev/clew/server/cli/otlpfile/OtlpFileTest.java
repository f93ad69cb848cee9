package dev.clew.server.cli.otlpfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.RandomSpans;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanTexts;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpJsonDecoder;
import dev.clew.model.otlp.OtlpJsonEncoder;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.model.otlp.OtlpProtobufEncoder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpFileTest {
  @TempDir Path folder;
  private final List<String> problems = new ArrayList<>();
  private final List<String> read = new ArrayList<>();

  /// How batches are written to a file.
  enum Shape {
    JSON_LINES,
    ONE_JSON_OBJECT,
    JSON_OVER_MANY_LINES,
    PROTOBUF,
    PROTOBUF_DELIMITED,
    PROTOBUF_AS_THE_COLLECTOR_WRITES;

    byte[] write(List<SpanBatch> batches) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      switch (this) {
        case JSON_LINES -> {
          for (SpanBatch batch : batches) {
            out.writeBytes(json(List.of(batch)));
            out.write('\n');
          }
        }
        case ONE_JSON_OBJECT -> out.writeBytes(json(batches));
        case JSON_OVER_MANY_LINES ->
            out.writeBytes(
                new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(json(batches))
                    .toPrettyString()
                    .getBytes(UTF_8));
        case PROTOBUF -> {
          for (SpanBatch batch : batches) {
            out.writeBytes(new OtlpProtobufEncoder().encode(batch));
          }
        }
        case PROTOBUF_DELIMITED -> {
          for (SpanBatch batch : batches) {
            byte[] message = new OtlpProtobufEncoder().encode(batch);
            varint(out, message.length);
            out.writeBytes(message);
          }
        }
        case PROTOBUF_AS_THE_COLLECTOR_WRITES -> {
          for (SpanBatch batch : batches) {
            byte[] message = new OtlpProtobufEncoder().encode(batch);
            new DataOutputStream(out).writeInt(message.length);
            out.writeBytes(message);
          }
        }
      }
      return out.toByteArray();
    }
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest > 0x7F) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static byte[] json(List<SpanBatch> batches) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OtlpJsonEncoder encoder = new OtlpJsonEncoder(out);
    encoder.begin();
    for (SpanBatch batch : batches) {
      encoder.write(batch);
    }
    encoder.end();
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /// Reads a file to its end into {@link #read}, sorted, with what was wrong in {@link #problems}.
  private void read(byte[] content) throws IOException {
    read.clear();
    problems.clear();
    Path path = Files.write(folder.resolve("file"), content);
    Problems told =
        (place, message) -> problems.add(place.replace(path + "", "f") + ": " + message);
    PieceDecoder decoder = new PieceDecoder(told);
    try (OtlpFile file = OtlpFile.open(path, told)) {
      for (Piece piece = file.next(); piece != null; piece = file.next()) {
        decoder.decode(piece, part -> read.addAll(texts(part.protobuf())));
      }
    } finally {
      Collections.sort(read);
    }
  }

  private void read(String content) throws IOException {
    read(content.getBytes(UTF_8));
  }

  private static List<String> texts(byte[] protobuf) {
    return SpanTexts.inRowOrder(batch(protobuf));
  }

  private static SpanBatch batch(byte[] protobuf) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    try {
      new OtlpProtobufDecoder().decode(protobuf, 0, protobuf.length, builder);
    } catch (OtlpDecodeException e) {
      throw new AssertionError(e);
    }
    return builder.build();
  }

  /// Random spans as they are after a way through OTLP/JSON, which knows less than columns do.
  private static SpanBatch spans(RandomSpans source, int count) throws IOException {
    byte[] json = json(List.of(source.batch(count)));
    SpanBatchBuilder builder = new SpanBatchBuilder();
    try {
      new OtlpJsonDecoder().decode(json, 0, json.length, builder);
    } catch (OtlpDecodeException e) {
      throw new AssertionError(e);
    }
    return batch(new OtlpProtobufEncoder().encode(builder.build()));
  }

  private static String line(int id) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
        + "{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"%016x\",\"name\":\"%d\"}"
            .formatted(id, id)
        + "]}]}]}";
  }

  private List<Integer> ids() {
    return read.stream()
        .map(text -> Integer.parseUnsignedInt(text.split(" ")[1].substring(8), 16))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyShapeGivesTheSpansThatWereWritten(Shape shape) throws IOException {
    Random random = new Random(11);
    List<SpanBatch> batches = new ArrayList<>();
    RandomSpans spans = new RandomSpans(random);
    for (int i = 0; i < 30; i++) {
      batches.add(spans(spans, 1 + random.nextInt(400)));
    }
    List<String> written = SpanTexts.sorted(batches.toArray(SpanBatch[]::new));
    byte[] content = shape.write(batches);
    read(content);
    assertThat(problems).isEmpty();
    assertThat(read).isEqualTo(written);
    read(gzip(content));
    assertThat(problems).isEmpty();
    assertThat(read).isEqualTo(written);
  }

  @Test
  void aLargeMessageComesInPiecesOfTheUsualSize() throws IOException {
    StringBuilder elements = new StringBuilder();
    for (int i = 1; i <= 60_000; i++) {
      String line = line(i);
      elements.append(i == 1 ? "" : ",").append(line, 18, line.length() - 2);
    }
    Path path =
        Files.writeString(folder.resolve("large"), "{\"resourceSpans\":[" + elements + "]}");
    try (OtlpFile file = OtlpFile.open(path, (place, message) -> problems.add(message))) {
      int count = 0;
      for (Piece piece = file.next(); piece != null; piece = file.next()) {
        count += piece.count();
        assertThat(piece.length()).isLessThan(Piece.USUAL_BYTES + 1000);
      }
      assertThat(count).isEqualTo(60_000);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void nothingAndAnEmptyObjectAreNoSpansAndNoProblem() throws IOException {
    for (String empty : new String[] {"", "\n\n", "{}", "{}\n{}\n", "{\"resourceSpans\":[]}"}) {
      read(empty);
      assertThat(read).isEmpty();
      assertThat(problems).as(empty).isEmpty();
    }
  }

  @Test
  void aDamagedLineCostsOnlyItself() throws IOException {
    String good = line(3);
    read(
        line(1)
            + "\n"
            + "not json\n"
            + good.substring(0, good.length() - 8)
            + "\n"
            + line(4)
            + "\n"
            + "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"cut in a stri\n"
            + line(6)
            + "}}\n"
            + "{\"resourceSpans\":[{\"scopeSpans\":17}]}\n"
            + "{\"data\":[{\"traceID\":\"1\"}]}\n"
            + line(9));
    assertThat(ids()).containsExactly(1, 4, 6, 9);
    assertThat(problems).hasSize(6);
    assertThat(problems.get(0)).isEqualTo("f:2: found 'n' where an object has to begin");
    assertThat(problems.get(1))
        .isEqualTo(
            "f:3: the object does not end before the next one begins on line 4; of it 0 whole"
                + " resourceSpans are taken");
    assertThat(problems.get(2)).startsWith("f:5: the object does not end");
    assertThat(problems.get(3)).startsWith("f:6: found '}'");
    assertThat(problems.get(4)).startsWith("f:7: resourceSpans[0].scopeSpans");
    assertThat(problems.get(5))
        .isEqualTo("f:8: the object has no list of resourceSpans, its first key is 'data'");
  }

  @Test
  void aDamagedResourceSpansCostsOnlyItself() throws IOException {
    String element = line(1).substring(18, line(1).length() - 2);
    read("{\"resourceSpans\":[" + element + ",{\"scopeSpans\":[tru]}," + element + "]}");
    assertThat(ids()).containsExactly(1, 1);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst()).startsWith("f:1, counted from resourceSpans[1] on: ");
  }

  @Test
  void aSpanWithAnIdOfTheWrongLengthCostsOnlyItself() throws IOException {
    read(line(1).replace("0000000000000001", "01") + "\n" + line(2) + "\n");
    assertThat(ids()).containsExactly(2);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst()).startsWith("f:1: 1 spans left out, the first: ");
  }

  @Test
  void whatStandsBetweenElementsIsNotPassedOverInSilence() throws IOException {
    read("{\"resourceSpans\":[1]}\n");
    assertThat(problems).hasSize(1);
    read("{\"resourceSpans\":[" + line(1).substring(18, line(1).length() - 2) + ", null, \"x\"]}");
    assertThat(problems).hasSize(1);
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void aTruncatedGzipGivesWhatItHoldsAndThenSaysSo() throws IOException {
    StringBuilder lines = new StringBuilder();
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      lines.append(line(random.nextInt(1, Integer.MAX_VALUE))).append('\n');
    }
    byte[] whole = gzip(lines.toString().getBytes(UTF_8));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length * 2 / 3)))
        .isInstanceOf(IOException.class);
    assertThat(read.size()).isBetween(3_000, 4_000);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst()).contains("the object does not end");
  }

  @Test
  void aDamagedProtobufMessageCostsOnlyItself() throws IOException {
    RandomSpans spans = new RandomSpans(new Random(3));
    SpanBatch first = spans(spans, 20);
    SpanBatch last = spans(spans, 20);
    for (int fill : new int[] {0xFF, 0x07, 0x0A}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(Shape.PROTOBUF_DELIMITED.write(List.of(first)));
      byte[] damaged = new byte[300];
      Arrays.fill(damaged, (byte) fill);
      varint(out, damaged.length);
      out.writeBytes(damaged);
      out.writeBytes(Shape.PROTOBUF_DELIMITED.write(List.of(last)));
      read(out.toByteArray());
      assertThat(read).isEqualTo(SpanTexts.sorted(first, last));
      assertThat(problems).isNotEmpty();
    }
  }

  /// Reading on past the end would never meet it, and so never end.
  @Test
  void aFieldThatPassesTheEndOfItsMessageCostsThatMessage() throws IOException {
    // Of this seed the first message could be taken for one with four bytes of length before it.
    RandomSpans spans = new RandomSpans(new Random(5));
    SpanBatch first = spans(spans, 20);
    SpanBatch last = spans(spans, 20);
    for (String tail : new String[] {"58ff", "5d0000", "590000000000", "ff", "0aff"}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(Shape.PROTOBUF_DELIMITED.write(List.of(first)));
      byte[] damaged = HexFormat.of().parseHex(tail);
      varint(out, damaged.length);
      out.writeBytes(damaged);
      out.writeBytes(Shape.PROTOBUF_DELIMITED.write(List.of(last)));
      read(out.toByteArray());
      assertThat(read).isEqualTo(SpanTexts.sorted(first, last));
      assertThat(problems).isNotEmpty();
    }
  }

  @Test
  void somethingElseIsNamedAsSuch() {
    for (String other : new String[] {"hello", "[{}]", "PAR1....", "\n" + "x", "\n\u0003\u0001a"}) {
      assertThatThrownBy(() -> read(other))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("neither OTLP JSON nor OTLP protobuf");
    }
  }

  /// Whatever is damaged, reading ends, and by an answer or an {@link IOException}.
  @ParameterizedTest
  @EnumSource
  void noiseNeverBreaksTheReader(Shape shape) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomSpans spans = new RandomSpans(random);
    for (int round = 0; round < 150; round++) {
      byte[] content = shape.write(List.of(spans.batch(5), spans.batch(5), spans.batch(5)));
      for (int n = 1 + random.nextInt(10); n > 0; n--) {
        content[random.nextInt(content.length)] = (byte) random.nextInt();
      }
      if (random.nextBoolean()) {
        content = Arrays.copyOf(content, random.nextInt(content.length));
      }
      try {
        read(random.nextBoolean() ? content : gzip(content));
      } catch (IOException e) {
        assertThat(e).as("seed %d", seed).hasMessageNotContaining("null");
      }
    }
  }
}
