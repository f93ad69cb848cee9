package dev.clew.instrumentation.spi.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsoleJsonTest {
  @Test
  @Row({"2.065", "2.087"})
  void printsALineOfJsonASpan() {
    SpanData full = SampleSpans.full();
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      new ConsoleJson().export(List.of(full, full));
    } finally {
      System.setOut(before);
    }
    String line =
        "{\"name\":\"GET"
            + " /stock/{id}\",\"traceId\":\"f123456789abcdef0123456789abcdef\",\"spanId\":\""
            + full.getSpanId()
            + "\",\"parentSpanId\":\"f0e0d0c0b0a09080\",\"startTime\":1700000000123,\"duration\":2.5,"
            + "\"service\":\"orders\",\"kind\":\"CLIENT\",\"status\":\"ERROR\",\"statusDescription\":\"stock"
            + " is down\",\"scope\":\"shop\",\"attributes\":{…},"
            + "\"events\":[{\"name\":\"exception\",\"time\":1700000000123,\"attributes\":{"
            + "\"exception.message\":\"gone\",\"exception.type\":\"java.io.IOException\"}}],"
            + "\"links\":[{\"traceId\":\"0000000000000001ffffffffffffffff\","
            + "\"spanId\":\"8000000000000000\",\"attributes\":{\"why\":\"retry\"}}]}";
    String printed = bytes.toString(StandardCharsets.UTF_8);
    // The SDK keeps attributes in no order.
    assertThat(printed)
        .contains(
            "\"http.response.status_code\":503",
            "\"large\":-9223372036854775808",
            "\"list\":[\"a\",\"b\\\"\"]",
            "\"ratio\":0.25",
            "\"text\":\"grün \ud83e\uddf6\"",
            "\"yes\":true");
    assertThat(printed.replaceAll("(\"scope\":\"shop\",\"attributes\":)[^}]*", "$1{…").lines())
        .containsExactly(line, line);
  }

  @Test
  void printsAnySpanInOneLine() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String line = ConsoleJson.line(SampleSpans.hostile(random, 1).get(0));
      assertThat(line).as("seed %d", seed).doesNotContain("\n");
      try (JsonParser json = AttributeText.JSON.createParser(line)) {
        int depth = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
          depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        assertThat(depth).as("seed %d", seed).isZero();
      }
    }
  }
}
