package dev.clew.instrumentation.jobs;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import org.jspecify.annotations.Nullable;

/// Counts jobs and measures how long they take, by service. Recorded while the job's span is
/// current, so that an SDK with exemplars leads from a number to its trace.
final class JobMetrics {
  static final JobMetrics NOOP = new JobMetrics(OpenTelemetry.noop());

  private final LongCounter submitted;
  private final LongCounter started;
  private final LongCounter completed;
  private final LongCounter failed;
  private final DoubleHistogram waitTime;
  private final DoubleHistogram processingTime;

  JobMetrics(OpenTelemetry openTelemetry) {
    Meter meter = openTelemetry.getMeter(JobTracing.SCOPE);
    submitted = counter(meter, "jobs.submitted", "Jobs submitted");
    started = counter(meter, "jobs.started", "Attempts at jobs started");
    completed = counter(meter, "jobs.completed", "Jobs done");
    failed = counter(meter, "jobs.failed", "Attempts at jobs that failed");
    waitTime = seconds(meter, "job.wait_time", "From a job's submission to its claim");
    processingTime = seconds(meter, "job.processing_time", "What an attempt at a job takes");
  }

  private static LongCounter counter(Meter meter, String name, String description) {
    return meter.counterBuilder(name).setUnit("{job}").setDescription(description).build();
  }

  private static DoubleHistogram seconds(Meter meter, String name, String description) {
    return meter.histogramBuilder(name).setUnit("s").setDescription(description).build();
  }

  void submitted(JobData job) {
    submitted.add(1, of(job));
  }

  void claimed(JobData job, long waitMillis) {
    waitTime.record(waitMillis / 1e3, of(job));
  }

  void started(JobData job) {
    started.add(1, of(job));
  }

  void completed(JobData job, long nanos) {
    completed.add(1, of(job));
    processingTime.record(nanos / 1e9, of(job));
  }

  /// @param errorType null where nothing was thrown
  void failed(JobData job, long nanos, @Nullable String errorType) {
    Attributes attributes =
        errorType == null
            ? of(job)
            : of(job).toBuilder().put(JobAttributes.ERROR_TYPE, errorType).build();
    failed.add(1, attributes);
    processingTime.record(nanos / 1e9, attributes);
  }

  private static Attributes of(JobData job) {
    return job.service() == null
        ? Attributes.empty()
        : Attributes.of(JobAttributes.JOB_SERVICE, job.service());
  }
}
