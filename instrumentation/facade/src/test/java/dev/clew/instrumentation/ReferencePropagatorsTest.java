package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.ReferencePropagator.Reading;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Headers that other tracers read as we wrote them, and we as they did: OpenTelemetry's, Jaeger's
/// and Datadog's packages for Node, and Brave.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferencePropagatorsTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";

  private NodePropagators node;
  private Map<String, List<ReferencePropagator>> references;
  @TempDir Path folder;

  @BeforeAll
  void start() throws IOException {
    node = new NodePropagators();
    references = new LinkedHashMap<>();
    references.put("tracecontext", List.of(node.of("tracecontext")));
    references.put("b3", List.of(node.of("b3"), BravePropagator.b3()));
    references.put("b3multi", List.of(node.of("b3multi"), BravePropagator.b3multi()));
    references.put("jaeger", List.of(node.of("jaeger"), node.of("jaeger-client")));
    references.put("datadog", List.of(node.of("datadog")));
    references.put("xray", List.of(node.of("xray"), BravePropagator.xray()));
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "tracecontext",
    "b3",
    "b3multi",
    "jaeger",
    "datadog",
    "xray",
  })
  @Row({"2.016", "2.017", "2.018", "2.053", "3.012"})
  void goesToAndFroWithEveryOtherTracer(String propagator) {
    for (ReferencePropagator reference : referencesFor(propagator)) {
      for (String flags : List.of("01", "00")) {
        Reading theirs = read(reference, sentBelow(TRACE, flags, propagator));
        assertThat(theirs.traceId()).isEqualTo(TRACE);
        assertThat(theirs.spanId()).isEqualTo(PARENT);
        assertThat(theirs.kept()).isEqualTo(flags.equals("01"));

        TraceContext ours = Objects.requireNonNull(Tracing.extractTraceContext(theirs.sent()));
        assertThat(ours.traceId()).isEqualTo(TRACE);
        assertThat(ours.spanId()).isEqualTo(theirs.sentSpanId());
        assertThat(ours.sampled()).isEqualTo(theirs.kept());
      }
    }
  }

  /// But for the two forms of B3, each of which reads the other's headers.
  private static List<String[]> pairs() {
    List<String> all = List.of("tracecontext", "b3", "b3multi", "jaeger", "datadog", "xray");
    List<String[]> pairs = new ArrayList<>();
    for (String first : all) {
      for (String second : all) {
        if (!first.equals(second) && !(first.startsWith("b3") && second.startsWith("b3"))) {
          pairs.add(new String[] {first, second});
        }
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Row({"4.100", "4.003", "2.053"})
  void inEachPairBothOthersReadWhatIsWritten(String first, String second) {
    Map<String, String> both = sentBelow(TRACE, "01", first + "," + second);
    for (String propagator : List.of(first, second)) {
      for (ReferencePropagator reference : referencesFor(propagator)) {
        Reading theirs = read(reference, both);
        assertThat(theirs.traceId()).isEqualTo(TRACE);
        assertThat(theirs.spanId()).isEqualTo(PARENT);
        assertThat(theirs.kept()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Row({"4.100", "4.003", "2.053"})
  void inEachPairTheFirstListedCountsOfWhatOthersWrote(String first, String second) {
    for (ReferencePropagator winner : referencesFor(first)) {
      for (ReferencePropagator loser : referencesFor(second)) {
        Reading counts = read(winner, sentBelow(TRACE, "01", first));
        Reading ignored = read(loser, sentBelow(OTHER_TRACE, "01", second));
        Map<String, String> headers = new LinkedHashMap<>(ignored.sent());
        headers.putAll(counts.sent());
        use(first + "," + second);
        TraceContext ours = Objects.requireNonNull(Tracing.extractTraceContext(headers));
        assertThat(ours.traceId()).isEqualTo(TRACE);
        assertThat(ours.spanId()).isEqualTo(counts.sentSpanId());
      }
    }
  }

  private List<ReferencePropagator> referencesFor(String propagator) {
    return Objects.requireNonNull(references.get(propagator));
  }

  private static Reading read(ReferencePropagator reference, Map<String, String> headers) {
    return Objects.requireNonNull(reference.read(headers), () -> "no parent in " + headers);
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

  /// What is sent below a parent that came in the W3C's form; leaves the propagators in use.
  private Map<String, String> sentBelow(String trace, String flags, String propagators) {
    use("tracecontext");
    TraceContext parent =
        Objects.requireNonNull(
            Tracing.extractTraceContext(
                Map.of("traceparent", "00-" + trace + "-" + PARENT + "-" + flags)));
    use(propagators);
    try (var scope = parent.context().makeCurrent()) {
      return Tracing.getTraceContext();
    }
  }
}
