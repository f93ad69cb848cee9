package dev.clew.instrumentation.minimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  @RegisterExtension final LoggedLines log = new LoggedLines();
  private final List<Span> sent = new ArrayList<>();

  @Test
  @Row({"2.059", "2.060", "2.061", "2.063", "2.064", "2.067"})
  void makesATreeAndSendsEachSpanAtItsEnd() {
    Span root = Span.createRoot("POST /orders", sent::add);
    Span child = root.createChild("db.insert.orders");
    assertThat(sent).isEmpty();
    child.finish();
    child.finish();
    root.finish();

    assertThat(sent).containsExactly(child, root);
    assertThat(root.getContext().traceId()).matches("[0-9a-f]{32}");
    assertThat(root.getContext().spanId()).matches("[0-9a-f]{16}");
    assertThat(root.getContext().parentSpanId()).isNull();
    assertThat(root.getContext().sampled()).isTrue();
    assertThat(child.getContext().traceId()).isEqualTo(root.getContext().traceId());
    assertThat(child.getContext().parentSpanId()).isEqualTo(root.getContext().spanId());
    assertThat(child.getContext().spanId()).isNotEqualTo(root.getContext().spanId());
  }

  @Test
  @Row("2.066")
  void isDataOnDemand() {
    Span root = Span.createRoot("root", sent::add);
    Span child = root.createChild("child");
    long before = System.currentTimeMillis();
    child.finish();
    SpanDto data = root.toDTO();
    assertThat(data.name()).isEqualTo("root");
    assertThat(data.traceId()).isEqualTo(root.getContext().traceId());
    assertThat(data.parentSpanId()).isNull();
    assertThat(data.startTime()).isLessThanOrEqualTo(before);
    assertThat(data.duration()).isZero();
    assertThat(data.children()).containsExactly(child.toDTO());
    assertThat(child.toDTO().parentSpanId()).isEqualTo(data.spanId());
  }

  @Test
  @Row("2.065")
  void printsALineOfJson() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Span span = Span.createRoot("say \"hi\"\n\u0001\ud800");
    span.createChild("below");
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      span.finish();
    } finally {
      System.setOut(console);
    }
    TraceContext context = span.getContext();
    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .startsWith(
            "Span: {\"name\":\"say \\\"hi\\\"\\n\\u0001\\ud800\",\"traceId\":\""
                + context.traceId()
                + "\",\"spanId\":\""
                + context.spanId()
                + "\",\"startTime\":")
        .contains(",\"duration\":")
        .contains(",\"children\":[{\"name\":\"below\",")
        .contains(",\"parentSpanId\":\"" + context.spanId() + "\"")
        .endsWith(",\"children\":[]}]}");
  }

  @Test
  @Row({"2.062", "2.071", "2.068", "2.012", "2.013"})
  void continuesTheTraceOfACaller() {
    TraceContext incoming =
        Objects.requireNonNull(
            TraceContext.extractTraceContext(
                Map.of("Traceparent", "00-" + TRACE + "-" + PARENT + "-01")));
    Span span = Span.fromContext("GET /orders", incoming, sent::add);
    assertThat(span.getContext().traceId()).isEqualTo(TRACE);
    assertThat(span.getContext().parentSpanId()).isEqualTo(PARENT);
    assertThat(span.getContext().spanId()).isNotEqualTo(PARENT);
    assertThat(incoming.parentSpanId()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"00,false", "01,true", "02,false", "03,true", "ff,true"})
  @Row({"2.069", "2.070", "2.072"})
  void keepsTheFlagsAndReadsTheirLowestBit(String flags, boolean sampled) {
    String header = "00-" + TRACE + "-" + PARENT + "-" + flags;
    TraceContext incoming =
        Objects.requireNonNull(TraceContext.extractTraceContext(Map.of("traceparent", header)));
    assertThat(incoming.sampled()).isEqualTo(sampled);
    assertThat(TraceContext.injectTraceContext(incoming)).isEqualTo(Map.of("traceparent", header));
    Span span = Span.fromContext("answer", incoming, sent::add);
    assertThat(TraceContext.injectTraceContext(span.getContext()).get("traceparent"))
        .isEqualTo("00-" + TRACE + "-" + span.getContext().spanId() + "-" + flags);
    span.finish();
    assertThat(sent).hasSize(sampled ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-" + TRACE + "-" + PARENT,
        "00-" + TRACE + "-" + PARENT + "-01-more",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "-1",
      })
  @Row("2.068")
  void findsNothingInInvalidHeaders(String header) {
    assertThat(TraceContext.extractTraceContext(Map.of("traceparent", header))).isNull();
    assertThat(TraceContext.extractTraceContext(Map.of())).isNull();
  }

  @Test
  void readsALaterVersionWithFurtherFields() {
    Map<String, String> headers = new HashMap<>();
    headers.put(null, "HTTP/1.1 200 OK");
    headers.put("traceparent", " 01-" + TRACE + "-" + PARENT + "-01-more ");
    assertThat(TraceContext.extractTraceContext(headers)).isNotNull();
  }

  @Test
  void survivesEveryHeader() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      char[] text = ("00-" + TRACE + "-" + PARENT + "-01").toCharArray();
      for (int change = random.nextInt(3); change > 0; change--) {
        text[random.nextInt(text.length)] = (char) random.nextInt(1 + random.nextInt(0x3000));
      }
      String header = new String(text).repeat(1 + random.nextInt(20));
      TraceContext found = TraceContext.extractTraceContext(Map.of("traceparent", header));
      assertThat(found == null || found.traceId().length() == 32)
          .as("seed %d, header %s", seed, header)
          .isTrue();
    }
  }

  @Test
  void aSinkThatThrowsHurtsNobody() {
    Span span =
        Span.createRoot(
            "broken",
            unused -> {
              throw new IllegalStateException("no sink");
            });
    assertThatCode(span::finish).doesNotThrowAnyException();
    assertThat(log.lines()).containsExactly("WARNING span 'broken' could not be sent");
  }

  @Test
  void countsWhatDoesNotGetThrough() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    OtlpSink sink = new OtlpSink(URI.create("http://localhost:" + closed + "/v1/traces"), "shop");
    for (int i = 0; i < 10; i++) {
      Span.createRoot("lost", sink).finish();
    }
    assertThat(sink.flush()).isTrue();
    assertThat(sink.dropped()).isEqualTo(10);
    // Several threads say it.
    assertThat(log.lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("WARNING 1 spans could not be sent to http://localhost:"))
        .anyMatch(line -> line.startsWith("WARNING 10 spans could not be sent to "));
  }
}
