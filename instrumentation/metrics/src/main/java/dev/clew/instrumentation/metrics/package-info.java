/// Metrics that lead to traces, and metrics of the JVM.
///
/// Open {@link dev.clew.instrumentation.metrics.TracedCounter} first: it counts with OpenTelemetry,
/// and each count remembers the trace it was made in.
/// {@link dev.clew.instrumentation.metrics.TraceLabels} gives the label `trace_sampled`, for
/// OpenTelemetry's metrics and for those of the Prometheus client.
/// {@link dev.clew.instrumentation.metrics.RuntimeMetrics} obeys the setting `runtimeMetrics`.
@NullMarked
package dev.clew.instrumentation.metrics;

import org.jspecify.annotations.NullMarked;
