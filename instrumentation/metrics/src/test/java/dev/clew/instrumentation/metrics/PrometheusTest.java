package dev.clew.instrumentation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What Prometheus scrapes from its own client, in an application that is traced.
class PrometheusTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private List<String> scraped() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    new OpenMetricsTextFormatWriter(true, true).write(text, registry.scrape());
    return text.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  @Row({"1.133", "3.123", "3.127"})
  void aCounterLeadsToItsTraceByAnExemplar() throws IOException {
    Counter started =
        Counter.builder().name("jobs_started").labelNames("service").register(registry);
    Tracing.withSpan("job.start", () -> started.labelValues("comfyui").inc());
    assertThat(scraped())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("jobs_started_total{service=\"comfyui\"} 1.0 # {")
                    .contains("trace_id=\"" + spans.named("job.start").getTraceId() + "\"")
                    .contains("span_id=\"" + spans.named("job.start").getSpanId() + "\""));
  }

  @Test
  @Row("4.094")
  void aHistogramIsSplitByWhetherTheTraceIsKept() throws IOException {
    Histogram seconds =
        Histogram.builder()
            .name("job_processing_seconds")
            .classicUpperBounds(0.1, 1)
            .labelNames(TraceLabels.NAME)
            .register(registry);
    Tracing.withSpan("job.run", () -> seconds.labelValues(TraceLabels.traceSampled()).observe(0.4));
    seconds.labelValues(TraceLabels.traceSampled()).observe(0.5);
    seconds.labelValues(TraceLabels.traceSampled()).observe(0.6);
    assertThat(scraped())
        .anyMatch(
            line ->
                line.startsWith(
                    "job_processing_seconds_bucket{trace_sampled=\"true\",le=\"1.0\"} 1 # {"))
        .contains("job_processing_seconds_bucket{trace_sampled=\"false\",le=\"1.0\"} 2");
  }

  @Test
  void theExampleOfTheDocumentationIsScraped() throws IOException {
    Tracing.withSpan("job.run", () -> DocExamples.histogram(registry));
    assertThat(scraped())
        .anyMatch(
            line -> line.startsWith("job_processing_seconds_count{trace_sampled=\"true\"} 1"));
  }
}
