package dev.clew.instrumentation.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// The examples of `docs/library/signals.md` about metrics, to be compiled and run.
final class DocExamples {
  private DocExamples() {}

  static void counter() {
    TracedCounter started = TracedCounter.of("jobs.started");
    started.add(1, "service", "comfyui");
  }

  static void histogram(PrometheusRegistry registry) {
    Histogram seconds =
        Histogram.builder()
            .name("job_processing_seconds")
            .labelNames(TraceLabels.NAME)
            .register(registry);
    seconds.labelValues(TraceLabels.traceSampled()).observe(0.4);
  }
}
