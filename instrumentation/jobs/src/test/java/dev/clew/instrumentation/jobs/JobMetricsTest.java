package dev.clew.instrumentation.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobMetricsTest {
  private static final Attributes COMFYUI = Attributes.of(JobAttributes.JOB_SERVICE, "comfyui");

  @RegisterExtension static final TestRedis REDIS = new TestRedis();
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final Reader reader = new Reader();
  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  private final JobTracing tracing =
      JobTracing.builder()
          .openTelemetry(new SpansAndMetrics())
          .clock(() -> Instant.ofEpochMilli(now.get()))
          .build();

  private final class SpansAndMetrics implements OpenTelemetry {
    private final MeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(reader).build();

    @Override
    public TracerProvider getTracerProvider() {
      return spans.openTelemetry().getTracerProvider();
    }

    @Override
    public MeterProvider getMeterProvider() {
      return meters;
    }

    @Override
    public ContextPropagators getPropagators() {
      return spans.openTelemetry().getPropagators();
    }
  }

  /// Reads metrics when asked.
  private static final class Reader implements MetricReader {
    private CollectionRegistration registration = CollectionRegistration.noop();

    Map<String, MetricData> metrics() {
      return registration.collectAllMetrics().stream()
          .collect(Collectors.toMap(MetricData::getName, metric -> metric));
    }

    @Override
    public void register(CollectionRegistration given) {
      registration = given;
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
  @Row({"3.019", "3.020", "3.021"})
  void jobsAreCountedAndTimedByService() {
    TracedRedisJobQueue queue = new TracedRedisJobQueue(REDIS.store(), tracing);
    TracedJobProcessor processor = new TracedJobProcessor(tracing);
    for (String id : new String[] {"1", "2", "3"}) {
      queue.submitJob(JobData.of(id).withService("comfyui"));
    }
    now.addAndGet(2000);
    processor.processJob(queue.claimJob("w"), progress -> "done");
    processor.processJob(queue.claimJob("w"), progress -> new JobResult(false, null));
    assertThatThrownBy(
            () ->
                processor.processJob(
                    queue.claimJob("w"),
                    progress -> {
                      throw new TimeoutException("no answer");
                    }))
        .isInstanceOf(TimeoutException.class);

    assertThat(spans.all())
        .filteredOn(span -> span.getName().equals("process-job"))
        .extracting(span -> span.getAttributes().get(JobAttributes.JOB_STATUS))
        .containsExactly("completed", "failed", "failed");
    Map<String, MetricData> metrics = reader.metrics();
    assertThat(counts(metrics.get("jobs.submitted"))).isEqualTo(Map.of(COMFYUI, 3L));
    assertThat(counts(metrics.get("jobs.started"))).isEqualTo(Map.of(COMFYUI, 3L));
    assertThat(counts(metrics.get("jobs.completed"))).isEqualTo(Map.of(COMFYUI, 1L));
    Attributes timeout =
        COMFYUI.toBuilder().put(AttributeKey.stringKey("error.type"), "timeout").build();
    assertThat(counts(metrics.get("jobs.failed"))).isEqualTo(Map.of(COMFYUI, 1L, timeout, 1L));
    assertThat(metrics.get("job.wait_time").getHistogramData().getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getCount()).isEqualTo(3);
              assertThat(point.getSum()).isEqualTo(6.0);
              assertThat(point.getAttributes()).isEqualTo(COMFYUI);
            });
    assertThat(metrics.get("job.processing_time").getHistogramData().getPoints())
        .extracting(HistogramPointData::getCount)
        .containsExactlyInAnyOrder(2L, 1L);
  }

  private static Map<Attributes, Long> counts(MetricData metric) {
    return metric.getLongSumData().getPoints().stream()
        .collect(Collectors.toMap(point -> point.getAttributes(), point -> point.getValue()));
  }
}
