package dev.clew.instrumentation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.TestTracing;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Metrics as they arrive over the wire.
class OpenTelemetryMetricsTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;
  private MetricsReceiver receiver;

  @BeforeEach
  void open() throws IOException {
    receiver = new MetricsReceiver();
  }

  @AfterEach
  void close() {
    TestTracing.reset();
    receiver.close();
  }

  private TracingHandle init(String... variables) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("SERVICE_NAME", "worker", "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url()));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return TestTracing.init(environment, folder);
  }

  private static Map<String, String> labels(List<KeyValue> attributes) {
    Map<String, String> labels = new HashMap<>();
    attributes.forEach(label -> labels.put(label.getKey(), label.getValue().getStringValue()));
    return labels;
  }

  @Test
  @Row({"1.133", "3.123", "3.127"})
  void aCountLeadsToTheTraceItWasMadeIn() {
    TracedCounter started = TracedCounter.of("jobs.started");
    started.add(1, "service", "too early");
    AtomicReference<String> trace = new AtomicReference<>();
    try (TracingHandle tracing = init("OTEL_METRICS_EXPORTER", "otlp")) {
      Tracing.withSpan(
          "job.start",
          () -> {
            trace.set(Tracing.traceId());
            started.add(1, "service", "comfyui");
          });
      started.add(2, "service", "comfyui");
    }
    List<NumberDataPoint> points = receiver.named("jobs.started").getSum().getDataPointsList();
    assertThat(points).hasSize(1);
    NumberDataPoint point = points.get(0);
    assertThat(point.getAsInt()).isEqualTo(3);
    assertThat(labels(point.getAttributesList())).isEqualTo(Map.of("service", "comfyui"));
    assertThat(point.getExemplarsList())
        .extracting(exemplar -> HexFormat.of().formatHex(exemplar.getTraceId().toByteArray()))
        .containsExactly(trace.get());
  }

  @Test
  @Row({"3.127"})
  void theTraceIdIsALabelWhereThatIsAskedForAndAWarningSaysWhatItCosts() {
    AtomicReference<String> trace = new AtomicReference<>();
    try (TracingHandle tracing = init("OTEL_METRICS_EXPORTER", "otlp")) {
      TracedCounter started = TracedCounter.of("jobs.started").labelledWithTraceId();
      Tracing.withSpan(
          "job.start",
          () -> {
            trace.set(Tracing.traceId());
            started.add(1, "service", "comfyui");
          });
    }
    assertThat(log.lines())
        .contains(
            "WARNING counter 'jobs.started' has the label 'trace_id': every trace makes a series of"
                + " its own; exemplars lead to traces without it");
    NumberDataPoint point = receiver.named("jobs.started").getSum().getDataPoints(0);
    assertThat(labels(point.getAttributesList()))
        .isEqualTo(Map.of("service", "comfyui", "trace_id", trace.get()));
  }

  @Test
  @Row("4.094")
  void aHistogramIsSplitByWhetherTheTraceIsKept() {
    try (TracingHandle tracing =
        init("OTEL_METRICS_EXPORTER", "otlp", "OTEL_TRACES_SAMPLER", "always_on")) {
      DoubleHistogram seconds =
          tracing
              .openTelemetry()
              .getMeter("shop")
              .histogramBuilder("job_processing_seconds")
              .build();
      Tracing.withSpan("job.run", () -> seconds.record(0.4, TraceLabels.attributes()));
      seconds.record(0.5, TraceLabels.attributes());
      seconds.record(0.6, TraceLabels.attributes());
    }
    Map<String, Long> counts = new HashMap<>();
    for (HistogramDataPoint point :
        receiver.named("job_processing_seconds").getHistogram().getDataPointsList()) {
      counts.put(labels(point.getAttributesList()).get("trace_sampled"), point.getCount());
    }
    assertThat(counts).isEqualTo(Map.of("true", 1L, "false", 2L));
  }

  @Test
  @Row({"2.052", "2.084", "3.022"})
  void metricsOfTheJvmStandBesideTheServicesTraces() {
    for (String variable :
        List.of(
            "DD_TRACE_RUNTIME_METRICS_ENABLED",
            "DD_RUNTIME_METRICS_ENABLED",
            "CLEW_RUNTIME_METRICS")) {
      int before = receiver.resources().size();
      init(variable, "true").close();
      assertThat(receiver.resources()).hasSizeGreaterThan(before);
      assertThat(receiver.metrics())
          .extracting(Metric::getName)
          .contains("jvm.memory.used", "jvm.thread.count", "jvm.cpu.time", "jvm.class.loaded");
    }
    assertThat(labels(receiver.resources().get(0).getResource().getAttributesList()))
        .containsEntry("service.name", "worker");
  }

  @Test
  void noMetricIsSentWhereNobodyAsks() {
    try (TracingHandle tracing = init()) {
      TracedCounter.of("jobs.started").add(1);
    }
    try (TracingHandle tracing = init("OTEL_METRICS_EXPORTER", "otlp")) {
      DocExamples.counter();
    }
    assertThat(receiver.metrics())
        .extracting(Metric::getName)
        .contains("jobs.started")
        .noneMatch(name -> name.startsWith("jvm."));
  }

  @Test
  @Row("0.099")
  void theMemoryThatTracingTakesIsSeenInMetricsOfItsOwn() {
    try (TracingHandle tracing = init("OTEL_METRICS_EXPORTER", "otlp")) {
      Tracing.withSpan("job.run", () -> {});
      assertThat(tracing.flush()).isTrue();
      Tracing.createSpan("job.open");
    }
    assertThat(receiver.metrics()).extracting(Metric::getName).contains("otel.sdk.span.live");
    assertThat(receiver.named("otel.sdk.span.live").getSum().getDataPoints(0).getAsInt())
        .isEqualTo(1);
    assertThat(
            receiver
                .named("otel.sdk.processor.span.queue.capacity")
                .getSum()
                .getDataPoints(0)
                .getAsInt())
        .isEqualTo(2048);
    assertThat(receiver.metrics())
        .extracting(Metric::getName)
        .contains("otel.sdk.processor.span.queue.size", "otel.sdk.exporter.span.exported");
  }
}
