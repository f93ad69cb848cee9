package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Spans that an application sends itself, or prints.
class OwnExportersTest extends BackendKit {
  @Test
  @Row({"2.065", "2.087"})
  void sendsToASinkOfTheApplications() {
    Queue<String> names = new ConcurrentLinkedQueue<>();
    TracingOptions options =
        TracingOptions.builder().sink(span -> names.add(span.getName())).build();
    try (TracingHandle tracing = init(options)) {
      Tracing.withSpan("one", () -> {});
      assertThat(tracing.flush()).isTrue();
      assertThat(names).containsExactly("one");
    }
    try (TracingHandle tracing =
        init(
            options,
            "OTEL_TRACES_EXPORTER",
            "otlp,custom",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "{url}")) {
      Tracing.withSpan("two", () -> {});
      assertThat(tracing.flush()).isTrue();
    }
    assertThat(names).containsExactly("one", "two");
    assertThat(requests).extracting(Request::line).containsExactly("POST /v1/traces");
    try (TracingHandle tracing = init(options, "TRACE_BACKEND", "custom")) {
      Tracing.withSpan("three", () -> {});
      assertThat(tracing.flush()).isTrue();
    }
    assertThat(names).containsExactly("one", "two", "three");
  }

  @Test
  void aSinkThatThrowsOrBlocksIsNoConcernOfTheApplications() {
    List<SpanData> seen = new ArrayList<>();
    TracingOptions options =
        TracingOptions.builder()
            .sink(
                span -> {
                  seen.add(span);
                  throw new IllegalStateException("full");
                })
            .build();
    try (TracingHandle tracing = init(options)) {
      assertThat(Tracing.<String, RuntimeException>withSpan("one", () -> "mine")).isEqualTo("mine");
      assertThat(tracing.flush()).isFalse();
      assertThat(tracing.exporters().get(0).lost()).isEqualTo(Map.of("IllegalStateException", 1L));
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  @Row({"2.065", "2.087"})
  void printsSpansOnTheConsole() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      try (TracingHandle tracing = init(TracingOptions.none(), "TRACE_BACKEND", "console")) {
        Tracing.withSpan("printed", () -> {}, "a", 1);
        assertThat(tracing.flush()).isTrue();
      }
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("{\"name\":\"printed\",\"traceId\":\"")
        .contains("\"attributes\":{\"a\":1}")
        .endsWith("}\n");
  }
}
