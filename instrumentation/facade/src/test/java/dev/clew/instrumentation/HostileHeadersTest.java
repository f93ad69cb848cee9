package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers as nobody should send them: each has a parent or none, as the table says, and never an
/// exception. `T` is a trace id of 32 digits, `P` a span id of 16.
class HostileHeadersTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The W3C's: a later version may be longer, this one may not.
        "tracecontext | traceparent | 00-T-P-01 | kept",
        "tracecontext | traceparent | 00-T-P-03 | kept",
        "tracecontext | traceparent | 00-T-P-ff | kept",
        "tracecontext | traceparent | 00-T-P-02 | dropped",
        "tracecontext | traceparent | 00-T-P-01-more | none",
        "tracecontext | traceparent | 00-T-P-1 | none",
        "tracecontext | traceparent | 00-T-P | none",
        "tracecontext | traceparent | 01-T-P-01 | kept",
        "tracecontext | traceparent | cc-T-P-01-what-comes | kept",
        "tracecontext | traceparent | ff-T-P-01 | none",
        "tracecontext | traceparent | 00-4BF92F3577B34DA6A3CE929D0E0E4736-P-01 | none",
        "tracecontext | traceparent | 00-00000000000000000000000000000000-P-01 | none",
        "tracecontext | traceparent | 00-T-0000000000000000-01 | none",
        "tracecontext | traceparent | 00-TT-P-01 | none",
        "tracecontext | traceparent | '' | none",
        // B3: a trace id of 64 bits is one, and so is a decision alone, without a parent.
        "b3 | b3 | T-P-1 | kept",
        "b3 | b3 | T-P-d | kept",
        "b3 | b3 | T-P | dropped",
        "b3 | b3 | T-P-0 | dropped",
        "b3 | b3 | 0 | none",
        "b3 | b3 | T-P-1-P-P | none",
        "b3 | b3 | TT-P-1 | none",
        // Jaeger's: leading zeros may be missing.
        "jaeger | uber-trace-id | T:P:0:1 | kept",
        "jaeger | uber-trace-id | T:f067aa0ba902b7:0:1 | kept",
        "jaeger | uber-trace-id | T:P:0:3 | kept",
        "jaeger | uber-trace-id | T:P:0:0 | dropped",
        "jaeger | uber-trace-id | T:P:0 | none",
        "jaeger | uber-trace-id | TT:P:0:1 | none",
        "jaeger | uber-trace-id | T:P:0:zz | none",
        // AWS X-Ray's: without a decision it is not kept.
        "xray | x-amzn-trace-id | Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=P;Sampled=1 |"
            + " kept",
        "xray | x-amzn-trace-id | Parent=P;Sampled=1;Root=1-4bf92f35-77b34da6a3ce929d0e0e4736 |"
            + " kept",
        "xray | x-amzn-trace-id | Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=P | dropped",
        "xray | x-amzn-trace-id | Root=1-4bf92f35-77b34da6a3ce929d0e0e4736 | none",
        "xray | x-amzn-trace-id | Root=2-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=P;Sampled=1 |"
            + " none",
        "xray | x-amzn-trace-id | Root=T;Parent=P;Sampled=1 | none",
      })
  @Row({"0.003", "2.012", "2.013"})
  void hasTheParentThatTheRuleSays(
      String propagator, String header, String value, String expected) {
    use(propagator);
    String text = value.replace("T", TRACE).replaceAll("P(?!a)", PARENT);
    TraceContext found = Tracing.extractTraceContext(Map.of(header, text));
    assertThat(verdict(found)).as(text).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"traceparent", "b3", "uber-trace-id", "x-amzn-trace-id", "x-datadog-trace-id"})
  void takesNothingFromAHeaderOfAMegabyte(String header) {
    use("tracecontext,b3,b3multi,jaeger,datadog,xray,xrequestid,baggage");
    assertThat(Tracing.extractTraceContext(Map.of(header, "1".repeat(1_000_000)))).isNull();
    assertThat(log.lines()).noneMatch(line -> line.startsWith("WARNING reading trace headers"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tracecontext | traceparent | 00-T-P-01",
        "b3 | b3 | T-P-1",
        "jaeger | uber-trace-id | T:P:0:1",
        "xray | x-amzn-trace-id | Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=P;Sampled=1",
      })
  void countsTheFirstOfTwentyDuplicates(String propagator, String header, String value) {
    use(propagator);
    String text = value.replace("T", TRACE).replaceAll("P(?!a)", PARENT);
    assertThat(verdict(Tracing.extractTraceContext(Map.of(header, Collections.nCopies(20, text)))))
        .isEqualTo("kept");
  }

  private static String verdict(@Nullable TraceContext found) {
    if (found == null) {
      return "none";
    }
    assertThat(found.traceId()).isEqualTo(TRACE);
    assertThat(found.spanId()).isEqualTo(PARENT);
    return found.sampled() ? "kept" : "dropped";
  }

  private void use(String propagators) {
    Initialization.init(
        TracingOptions.none(),
        new Surroundings(
            Map.of("OTEL_PROPAGATORS", propagators, "OTEL_TRACES_EXPORTER", "none"),
            Map.of(),
            folder));
  }
}
