package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.AttributeCursor;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final OtlpJsonDecoder decoder = new OtlpJsonDecoder();
  private final OtlpProtobufDecoder protobufDecoder = new OtlpProtobufDecoder();
  private final OtlpProtobufEncoder protobufEncoder = new OtlpProtobufEncoder();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();

  @Test
  void decodesEveryFormThatTheOracleWrites() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      TracesData traces = new RandomTraces(random, false).next();
      byte[] json = MAPPER.writeValueAsBytes(JsonOracle.write(traces, random));

      TracesData read = TracesData.parseFrom(protobufEncoder.encode(decode(json)));

      assertThat(Attributes.sorted(read)).as("seed %d", seed).isEqualTo(Attributes.sorted(traces));
    }
  }

  @Test
  void encodesWhatTheStrictOracleReads() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      TracesData traces = new RandomTraces(new Random(seed), false).next();
      byte[] body = traces.toByteArray();
      builder.clear();
      protobufDecoder.decode(body, 0, body.length, builder);

      byte[] json = encode(builder.build());

      TracesData read = JsonOracle.read(MAPPER.readTree(json), TracesData.newBuilder()).build();
      assertThat(Attributes.sorted(read)).as("seed %d", seed).isEqualTo(Attributes.sorted(traces));
    }
  }

  @Test
  void writesSeveralBatchesIntoOneDocument() throws Exception {
    SpanBatch first = decode(spanJson("\"name\":\"1\""));
    SpanBatch second = decode(spanJson("\"name\":\"2\""));

    SpanBatch both = decode(encode(first, second));

    assertThat(both.size()).isEqualTo(2);
    assertThat(both.resources().count()).isEqualTo(2);
  }

  /// 3.107 (T3): what `@opentelemetry/exporter-otlp-http` 0.26.0 sends.
  @Test
  void readsOldKeysOfInstrumentationLibraries() throws Exception {
    SpanBatch batch =
        decode(
            """
            {"resourceSpans":[{"resource":{"attributes":[],"droppedAttributesCount":0},
            "instrumentationLibrarySpans":[{"spans":[{"traceId":"6b221d5bc9e6496c6b221d5bc9e6496c",
            "spanId":"a3ce929d0e0e4736","name":"old","kind":1,
            "startTimeUnixNano":1620000000000000000,"endTimeUnixNano":1.6200000001e18}],
            "instrumentationLibrary":{"name":"lib","version":"1"}}]}]}
            """);

    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.strings().string(batch.scopes().name(0))).isEqualTo("lib");
    assertThat(batch.startNanos(0)).isEqualTo(1_620_000_000_000_000_000L);
    assertThat(batch.durationNanos(0)).isEqualTo(100_000_000);
  }

  @Test
  void rejectsSpanWhoseIdIsNoneAlone() throws Exception {
    byte[] json =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[
        {"traceId":"00000000000000000000000000000001","spanId":"0000000000000001"},
        {"traceId":"AAAAAAAAAAAAAAAAAAAAAA==","spanId":"0000000000000002"},
        {"traceId":"00000000000000000000000000000001","spanId":"zzzzzzzzzzzzzzzz"}]}]}]}
        """
            .getBytes(StandardCharsets.UTF_8);

    DecodeResult result = decoder.decode(json, 0, json.length, builder);

    assertThat(result.rejectedSpans()).isEqualTo(2);
    assertThat(result.firstError())
        .startsWith("resourceSpans[0].scopeSpans[0].spans[1].traceId: ")
        .contains("\"AAAAAAAAAAAAAAAAAAAAAA==\" must be 32 hexadecimal digits or none");
    assertThat(builder.build().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":5 | name: \"5\" must be a string",
        "\"kind\":1.5 | kind: \"1.5\" must be the number of an enum value",
        "\"kind\":\"server\" | kind: \"server\" must be the number of an enum value",
        "\"startTimeUnixNano\":-1 | startTimeUnixNano: \"-1\" must be an unsigned 64-bit integer",
        "\"startTimeUnixNano\":\"1e99999999\" | must be an unsigned 64-bit integer",
        "\"startTimeUnixNano\":\"18446744073709551616\" | must be an unsigned 64-bit integer",
        "\"flags\":4294967296 | flags: \"4294967296\" must be an unsigned 32-bit integer",
        "\"events\":{} | events: an object must be an array",
        "\"status\":[] | status: an array must be an object",
        "\"traceId\":7 | traceId: \"7\" must be a string of 32 hexadecimal digits",
        "\"attributes\":[{\"value\":{\"intValue\":1e19}}] | attributes[0].value.intValue: \"1e19\""
            + " must",
        "\"attributes\":[{\"value\":{\"boolValue\":1}}] | boolValue: \"1\" must be true or false",
        "\"attributes\":[{\"value\":{\"bytesValue\":\"?\"}}] | bytesValue: \"?\" must be base64",
        "\"attributes\":[{\"value\":{\"doubleValue\":\"x\"}}] | doubleValue: \"x\" must be a"
            + " number",
        "\"name\":tru | name: not JSON",
        "\"name\":\"a | name: not JSON",
        "\"events\":[} | events: not JSON: Unexpected close marker '}': expected ']' (for Array"
            + " starting at line: 1, column: ",
      })
  void refusesWhatIsWrongWithFieldAndPlace(String field, String message) {
    byte[] json = spanJson(field).getBytes(StandardCharsets.UTF_8);

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class, () -> decoder.decode(json, 0, json.length, builder));

    assertThat(e).hasMessageContaining(message).hasMessageMatching(".*\\(line \\d+ column \\d+\\)");
    assertThat(e.field()).startsWith("resourceSpans[0].scopeSpans[0].spans[0]");
  }

  @Test
  void refusesBodiesThatAreNoDocument() {
    for (String body :
        new String[] {"", " ", "null", "[]", "1", "{} {}", "{", "{\"resourceSpans\":[{"}) {
      byte[] json = body.getBytes(StandardCharsets.UTF_8);

      assertThat(
              catchThrowableOfType(
                  OtlpDecodeException.class, () -> decoder.decode(json, 0, json.length, builder)))
          .as("body '%s'", body)
          .isNotNull();
    }
  }

  @Test
  void refusesJsonNestedAHundredThousandDeep() {
    for (String open : new String[] {"[", "{\"a\":"}) {
      byte[] json =
          spanJson("\"unknown\":" + open.repeat(100_000)).getBytes(StandardCharsets.UTF_8);

      var e =
          catchThrowableOfType(
              OtlpDecodeException.class, () -> decoder.decode(json, 0, json.length, builder));

      assertThat(e.reason()).isEqualTo(OtlpDecodeException.Reason.TOO_LARGE);
      assertThat(e).hasMessageContaining("320");
    }
  }

  @Test
  void refusesValuesNestedTooDeep() throws Exception {
    String deepest = "{\"arrayValue\":{\"values\":[".repeat(64) + "]}}".repeat(64);
    String tooDeep = "{\"arrayValue\":{\"values\":[".repeat(65) + "]}}".repeat(65);
    byte[] json =
        spanJson("\"attributes\":[{\"value\":" + tooDeep + "}]").getBytes(StandardCharsets.UTF_8);

    assertThat(decode(spanJson("\"attributes\":[{\"value\":" + deepest + "}]")).size())
        .isEqualTo(1);
    assertThat(
            catchThrowableOfType(
                OtlpDecodeException.class, () -> decoder.decode(json, 0, json.length, builder)))
        .hasMessageContaining("nested deeper than the limit of 64 levels");
  }

  @Test
  void takesAnAttributeOfTenMegabytes() throws Exception {
    String value = "x".repeat(10_000_000);
    SpanBatch batch =
        decode(
            spanJson(
                "\"attributes\":[{\"key\":\"k\",\"value\":{\"stringValue\":\"" + value + "\"}}]"));

    AttributeCursor attributes = batch.attributeCursor().seek(0);
    assertThat(attributes.next()).isTrue();
    assertThat(attributes.type()).isEqualTo(AttributeType.STRING);
    assertThat(batch.strings().length((int) attributes.word())).isEqualTo(10_000_000);
  }

  @Test
  void refusesBodyThatBlowsUpInColumns() {
    byte[] json =
        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}" + ",{}".repeat(100_000) + "]}]}]}")
            .getBytes(StandardCharsets.UTF_8);

    var e =
        catchThrowableOfType(
            OtlpDecodeException.class,
            () -> new OtlpJsonDecoder(1 << 20).decode(json, 0, json.length, builder));

    assertThat(e.reason()).isEqualTo(OtlpDecodeException.Reason.TOO_LARGE);
  }

  @Test
  void leavesTheStreamOpen() throws Exception {
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    decoder.decode(in, builder);

    assertThat(closed[0]).isFalse();
  }

  private static String spanJson(String field) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + field + "}]}]}]}";
  }

  private SpanBatch decode(String json) throws OtlpDecodeException {
    return decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private SpanBatch decode(byte[] json) throws OtlpDecodeException {
    builder.clear();
    assertThat(decoder.decode(json, 0, json.length, builder)).isEqualTo(DecodeResult.COMPLETE);
    return builder.build();
  }

  private static byte[] encode(SpanBatch... batches) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OtlpJsonEncoder encoder = new OtlpJsonEncoder(out);
    encoder.begin();
    for (SpanBatch batch : batches) {
      encoder.write(batch);
    }
    encoder.end();
    return out.toByteArray();
  }
}
