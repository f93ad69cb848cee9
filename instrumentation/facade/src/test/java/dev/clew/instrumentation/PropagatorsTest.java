package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropagatorsTest {
  private static final List<String> ALL =
      List.of("tracecontext", "b3", "b3multi", "jaeger", "datadog", "xray");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";

  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  private void use(String propagators) {
    Initialization.reset();
    Initialization.init(
        TracingOptions.none(),
        new Surroundings(
            Map.of("OTEL_PROPAGATORS", propagators, "OTEL_TRACES_EXPORTER", "none"),
            Map.of(),
            folder));
  }

  /// What is sent below a parent that came in the W3C's form.
  private Map<String, String> sentBelow(String trace, String propagator) {
    use("tracecontext");
    Context parent =
        Objects.requireNonNull(
                Tracing.extractTraceContext(
                    Map.of("traceparent", "00-" + trace + "-" + PARENT + "-01")))
            .context();
    use(propagator);
    try (var scope = parent.makeCurrent()) {
      return Tracing.getTraceContext();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tracecontext|traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "b3|b3=4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "b3multi|X-B3-TraceId=4bf92f3577b34da6a3ce929d0e0e4736, X-B3-SpanId=00f067aa0ba902b7,"
            + " X-B3-Sampled=1",
        "jaeger|uber-trace-id=4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1",
        "datadog|x-datadog-trace-id=11803532876627986230, x-datadog-parent-id=67667974448284343,"
            + " x-datadog-sampling-priority=1, x-datadog-tags=_dd.p.tid=4bf92f3577b34da6",
        "xray|X-Amzn-Trace-Id=Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;"
            + "Parent=00f067aa0ba902b7;Sampled=1",
      })
  @Row({"2.016", "2.017", "2.018", "2.053", "4.003"})
  void writesAndReadsEachForm(String propagator, String headers) {
    Map<String, String> sent = sentBelow(TRACE, propagator);
    assertThat(sent.toString()).isEqualTo("{" + headers + "}");
    TraceContext read = Objects.requireNonNull(Tracing.extractTraceContext(sent));
    assertThat(read.traceId()).isEqualTo(TRACE);
    assertThat(read.spanId()).isEqualTo(PARENT);
    assertThat(read.sampled()).isTrue();
  }

  /// But for the two forms of B3, each of which reads the other's headers.
  static Stream<String[]> pairs() {
    return ALL.stream()
        .flatMap(
            first ->
                ALL.stream()
                    .filter(second -> !second.equals(first))
                    .filter(second -> !(first + second).matches("b3(multi)?b3(multi)?"))
                    .map(second -> new String[] {first, second}));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Row({"4.100", "4.003", "2.053"})
  void inEachPairTheFirstListedValidParentWins(String first, String second) {
    Map<String, String> both = new HashMap<>(sentBelow(OTHER_TRACE, second));
    both.putAll(sentBelow(TRACE, first));
    use(first + "," + second);
    log.debug();
    TraceContext read = Objects.requireNonNull(Tracing.extractTraceContext(both));
    assertThat(read.traceId()).isEqualTo(TRACE);
    assertThat(log.lines()).anyMatch(line -> line.contains("which counts; conflicts so far: "));

    TraceContext onlySecond =
        Objects.requireNonNull(Tracing.extractTraceContext(onlyOf(second, first)));
    assertThat(onlySecond.traceId()).isEqualTo(OTHER_TRACE);
    try (var scope = read.context().makeCurrent()) {
      assertThat(Tracing.getTraceContext().keySet())
          .containsExactlyInAnyOrderElementsOf(both.keySet());
    }
  }

  /// The headers of the second form alone, to be read by the pair.
  private Map<String, String> onlyOf(String second, String first) {
    Map<String, String> sent = sentBelow(OTHER_TRACE, second);
    use(first + "," + second);
    return sent;
  }

  @Test
  @Row("4.100")
  void agreesWithItselfWhereAllFormsNameOneParent() {
    Map<String, String> sent = sentBelow(TRACE, String.join(",", ALL));
    assertThat(sent).hasSizeGreaterThan(9);
    log.debug();
    assertThat(Objects.requireNonNull(Tracing.extractTraceContext(sent)).spanId())
        .isEqualTo(PARENT);
    assertThat(log.lines()).noneMatch(line -> line.contains("conflicts"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "18446744073709551616",
        "99999999999999999999999",
        "0x10",
        "1.5",
        " 12",
        "",
        "４２",
        "abc"
      })
  void refusesDatadogIdsThatAreNone(String id) {
    use("datadog");
    assertThat(
            Tracing.extractTraceContext(
                Map.of("x-datadog-trace-id", id, "x-datadog-parent-id", "5")))
        .isNull();
    assertThat(
            Tracing.extractTraceContext(
                Map.of("x-datadog-trace-id", "5", "x-datadog-parent-id", id)))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"2,true", "1,true", "0,false", "-1,false"})
  void readsDatadogsPriorities(String priority, boolean kept) {
    use("datadog");
    TraceContext read =
        Objects.requireNonNull(
            Tracing.extractTraceContext(
                Map.of(
                    "x-datadog-trace-id", "18446744073709551615",
                    "x-datadog-parent-id", "1",
                    "x-datadog-sampling-priority", priority,
                    "x-datadog-tags", "_dd.p.dm=-1,_dd.p.tid=00000000000000ff")));
    assertThat(read.traceId()).isEqualTo("00000000000000ffffffffffffffffff");
    assertThat(read.spanId()).isEqualTo("0000000000000001");
    assertThat(read.sampled()).isEqualTo(kept);
  }

  @Test
  void survivesEveryHeader() {
    Map<String, String> good = new HashMap<>(sentBelow(TRACE, String.join(",", ALL)));
    good.put("x-request-id", "r-1");
    use(String.join(",", ALL) + ",xrequestid,baggage");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Map<String, Object> headers = new HashMap<>();
      good.forEach(
          (name, value) -> {
            char[] text = value.toCharArray();
            for (int change = random.nextInt(3); change > 0; change--) {
              text[random.nextInt(text.length)] = (char) random.nextInt(1 + random.nextInt(0x3000));
            }
            String cut = new String(text).substring(random.nextInt(2));
            String header = random.nextInt(20) == 0 ? cut.repeat(500) : cut;
            headers.put(name, random.nextBoolean() ? header : List.of(header, value));
          });
      TraceContext found = Tracing.extractTraceContext(headers);
      assertThat(found == null || Span.fromContext(found.context()).getSpanContext().isValid())
          .as("seed %d, headers %s", seed, headers)
          .isTrue();
    }
    assertThat(log.lines()).noneMatch(line -> line.startsWith("WARNING reading trace headers"));
  }

  @Test
  @Row("2.015")
  void aRequestIdIsSentOnAndNeverAParent() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Initialization.init(
          TracingOptions.none(),
          new Surroundings(
              Map.of(
                  "OTEL_PROPAGATORS",
                  "tracecontext,xrequestid",
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.url()),
              Map.of(),
              folder));
      RequestSpan request = Tracing.createSpanFromRequest("first", Map.of("X-Request-Id", "r-1"));
      Map<String, String> sent =
          request.call(() -> Tracing.withSpan("below", () -> Tracing.getTraceContext()));
      request.span().end();
      Tracing.createSpanFromRequest("hostile", Map.of("x-request-id", "r\n1")).span().end();
      Tracing.init().close();

      assertThat(sent).containsEntry("x-request-id", "r-1").containsKey("traceparent");
      Map<String, String> ids = new HashMap<>();
      for (var span : receiver.spans()) {
        span.getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("correlation.id"))
            .forEach(id -> ids.put(span.getName(), id.getValue().getStringValue()));
      }
      assertThat(ids).isEqualTo(Map.of("first", "r-1"));
      assertThat(receiver.spans())
          .filteredOn(span -> span.getName().equals("first"))
          .allMatch(span -> span.getParentSpanId().isEmpty());
    }
  }
}
