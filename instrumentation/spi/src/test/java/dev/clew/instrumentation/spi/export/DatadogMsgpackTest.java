package dev.clew.instrumentation.spi.export;

import static dev.clew.instrumentation.spi.export.SampleSpans.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

class DatadogMsgpackTest {
  /// The message as plain lists, maps, texts and numbers.
  static List<?> unpacked(byte[] bytes) throws IOException {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      Value value = unpacker.unpackValue();
      assertThat(unpacker.hasNext()).isFalse();
      return (List<?>) plain(value);
    }
  }

  private static Object plain(Value value) {
    return switch (value.getValueType()) {
      case ARRAY -> value.asArrayValue().list().stream().map(DatadogMsgpackTest::plain).toList();
      case MAP -> {
        Map<Object, Object> map = new HashMap<>();
        value.asMapValue().map().forEach((key, one) -> map.put(plain(key), plain(one)));
        yield map;
      }
      case STRING -> value.asStringValue().asString();
      case INTEGER -> value.asIntegerValue().toBigInteger();
      case FLOAT -> value.asFloatValue().toDouble();
      default -> throw new AssertionError(value);
    };
  }

  private static SpanFormat.Message message(List<SpanData> spans) throws IOException {
    DatadogMsgpack format = new DatadogMsgpack();
    List<SpanFormat.Encoded> encoded = new ArrayList<>();
    int bytes = format.overhead(spans.get(0));
    for (SpanData span : spans) {
      encoded.add(new SpanFormat.Encoded(span, format.encode(span)));
      bytes += encoded.get(encoded.size() - 1).bytes().length + format.overheadOfEach();
    }
    SpanFormat.Message message = format.message(encoded);
    assertThat(message.bytes().length).isLessThanOrEqualTo(bytes);
    return message;
  }

  @Test
  @Row({"3.012", "2.082"})
  void writesEveryPartOfASpan() throws IOException {
    SpanData full = SampleSpans.full();
    SpanFormat.Message message = message(List.of(full));
    assertThat(message.headers()).isEqualTo(Map.of("X-Datadog-Trace-Count", "1"));
    Map<?, ?> span = (Map<?, ?>) ((List<?>) unpacked(message.bytes()).get(0)).get(0);
    assertThat(span.get("service")).isEqualTo("orders");
    assertThat(span.get("name")).isEqualTo("http.client.request");
    assertThat(span.get("resource")).isEqualTo("GET /stock/{id}");
    assertThat(span.get("type")).isEqualTo("http");
    assertThat(span.get("trace_id")).isEqualTo(new BigInteger("0123456789abcdef", 16));
    assertThat(span.get("span_id")).isEqualTo(new BigInteger(full.getSpanId(), 16));
    assertThat(span.get("parent_id")).isEqualTo(new BigInteger("f0e0d0c0b0a09080", 16));
    assertThat(span.get("start")).isEqualTo(BigInteger.valueOf(START));
    assertThat(span.get("duration")).isEqualTo(BigInteger.valueOf(2_500_000));
    assertThat(span.get("error")).isEqualTo(BigInteger.ONE);
    assertThat(span.get("meta"))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("_dd.p.tid", "f123456789abcdef"),
                Map.entry("version", "3.1"),
                Map.entry("service.version", "3.1"),
                Map.entry("env", "staging"),
                Map.entry("deployment.environment.name", "staging"),
                Map.entry("span.kind", "client"),
                Map.entry("http.request.method", "GET"),
                Map.entry("http.status_code", "503"),
                Map.entry("server.address", "stock"),
                Map.entry("text", "grün \ud83e\uddf6"),
                Map.entry("yes", "true"),
                Map.entry("large", "-9223372036854775808"),
                Map.entry("list", "[\"a\",\"b\\\"\"]"),
                Map.entry("error.message", "gone"),
                Map.entry("error.type", "java.io.IOException"),
                Map.entry("otel.scope.name", "shop"),
                Map.entry(
                    "events",
                    "[{\"time_unix_nano\":1700000000123457789,\"name\":\"exception\",\"attributes\":"
                        + "{\"exception.message\":\"gone\",\"exception.type\":\"java.io.IOException\"}}]"),
                Map.entry(
                    "_dd.span_links",
                    "[{\"trace_id\":\"0000000000000001ffffffffffffffff\","
                        + "\"span_id\":\"8000000000000000\",\"attributes\":{\"why\":\"retry\"}}]")));
    assertThat(span.get("metrics"))
        .isEqualTo(
            Map.of(
                "http.response.status_code", 503.0,
                "ratio", 0.25,
                "_sampling_priority_v1", 1.0,
                "_dd.top_level", 1.0));
  }

  @Test
  void groupsSpansByTrace() throws IOException {
    List<SpanData> spans = new ArrayList<>(SampleSpans.small(3));
    spans.add(SampleSpans.full());
    spans.addAll(SampleSpans.small(2));
    SpanFormat.Message message = message(spans);
    assertThat(message.headers()).isEqualTo(Map.of("X-Datadog-Trace-Count", "3"));
    assertThat(unpacked(message.bytes()))
        .extracting(trace -> ((List<?>) trace).size())
        .containsExactly(3, 1, 2);
  }

  @Test
  void writesAnySpan() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      List<SpanData> spans = SampleSpans.hostile(random, 5);
      List<?> traces = unpacked(message(spans).bytes());
      assertThat(traces).as("seed %d", seed).hasSize(5);
      for (int j = 0; j < 5; j++) {
        Map<?, ?> span = (Map<?, ?>) ((List<?>) traces.get(j)).get(0);
        assertThat(span.get("resource"))
            .as("seed %d", seed)
            .isEqualTo(SampleSpans.sent(spans.get(j).getName()));
        assertThat(((BigInteger) span.get("duration")).signum()).isNotNegative();
      }
    }
  }
}
