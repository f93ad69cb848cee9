package dev.clew.instrumentation.metrics;

import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.TracingListener;
import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;

/// Obeys the setting `clew.runtime.metrics`, which Datadog's `runtimeMetrics`,
/// `DD_RUNTIME_METRICS_ENABLED` and `DD_TRACE_RUNTIME_METRICS_ENABLED` mean too: memory, garbage
/// collection, threads, classes and processor time of this JVM, under OpenTelemetry's names
/// (`jvm.memory.used`, `jvm.gc.duration`, `jvm.cpu.time` …).
///
/// They carry the resource of the service's spans, and so stand beside its traces. Where no
/// exporter of metrics is named, they go out by OTLP. An OpenTelemetry that was adopted has metrics
/// of its owner's.
///
/// ```java
/// Tracing.init(TracingOptions.builder().runtimeMetrics(true).build());
/// ```
public final class RuntimeMetrics implements TracingListener {
  /// For `java.util.ServiceLoader`.
  ///
  /// ```java
  /// new RuntimeMetrics().started(Tracing.init());
  /// ```
  public RuntimeMetrics() {}

  @Override
  @SuppressWarnings("MustBeClosedChecker") // lives as long as the SDK, which stops to ask it
  public void started(TracingHandle tracing) {
    if (!tracing.isAdopted() && "true".equalsIgnoreCase(tracing.setting("clew.runtime.metrics"))) {
      RuntimeTelemetry.create(tracing.openTelemetry());
    }
  }
}
