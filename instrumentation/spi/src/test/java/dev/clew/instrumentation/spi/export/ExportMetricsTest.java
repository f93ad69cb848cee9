package dev.clew.instrumentation.spi.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportMetricsTest {
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("otel.component.name");

  @BeforeEach
  @AfterEach
  void reset() {
    GlobalOpenTelemetry.resetForTest();
  }

  /// Reads metrics when it is asked to.
  private static final class Reader implements MetricReader {
    private CollectionRegistration registration = CollectionRegistration.noop();

    @Override
    public void register(CollectionRegistration given) {
      registration = given;
    }

    /// Each value by the name of its metric, its component and its error.
    Map<String, Long> values() {
      Map<String, Long> values = new TreeMap<>();
      registration
          .collectAllMetrics()
          .forEach(
              metric ->
                  metric
                      .getLongSumData()
                      .getPoints()
                      .forEach(
                          point ->
                              values.put(
                                  metric.getName()
                                      + " "
                                      + point.getAttributes().get(NAME)
                                      + " "
                                      + point.getAttributes().get(ERROR),
                                  point.getValue())));
      return values;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }

  @Test
  void countsAsTheConventionsSay() {
    List<ExportQueue> queues = new ArrayList<>();
    ExportMetrics metrics = new ExportMetrics(queues);
    ExportLimits limits = new ExportLimits(2048, 512, Duration.ofHours(1), Duration.ofHours(1));
    LossReports reports = new LossReports(Duration.ofHours(1));
    PackedExporter none =
        new PackedExporter(
            "none", JaegerThrift.compactCall(), new UdpWire("no-such-host.invalid", 6831));
    queues.add(
        new ExportQueue("out", new ConsoleJson(), limits, false, reports, metrics::register));
    queues.add(new ExportQueue("none", none, limits, false, reports, metrics::register));
    Reader reader = new Reader();
    SdkTracerProvider traces =
        SdkTracerProvider.builder()
            .addSpanProcessor(queues.get(0))
            .addSpanProcessor(queues.get(1))
            .build();
    try (OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(traces)
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .buildAndRegisterGlobal()) {
      for (int i = 0; i < 3; i++) {
        sdk.getTracer("test").spanBuilder("span").startSpan().end();
      }
      traces.forceFlush().join(1, TimeUnit.MINUTES);
      sdk.getTracer("test").spanBuilder("span").startSpan().end();
      assertThat(reader.values())
          .isEqualTo(
              Map.of(
                  "otel.sdk.processor.span.processed batching_span_processor/out null",
                  3L,
                  "otel.sdk.processor.span.processed batching_span_processor/none null",
                  0L,
                  "otel.sdk.processor.span.processed batching_span_processor/none"
                      + " UnknownHostException",
                  3L,
                  "otel.sdk.processor.span.queue.size batching_span_processor/out null",
                  1L,
                  "otel.sdk.processor.span.queue.size batching_span_processor/none null",
                  1L,
                  "otel.sdk.processor.span.queue.capacity batching_span_processor/out null",
                  2048L,
                  "otel.sdk.processor.span.queue.capacity batching_span_processor/none null",
                  2048L));
    }
  }
}
