package dev.clew.instrumentation.metrics;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/// Labels that join a metric to the traces it was measured in, and have few values.
///
/// With the Prometheus client:
///
/// ```java
/// Histogram seconds =
///     Histogram.builder().name("job_processing_seconds").labelNames(TraceLabels.NAME).register();
/// seconds.labelValues(TraceLabels.traceSampled()).observe(0.4);
/// ```
public final class TraceLabels {
  /// The label's name, `trace_sampled`.
  public static final String NAME = "trace_sampled";

  private static final AttributeKey<String> KEY = AttributeKey.stringKey(NAME);
  private static final Attributes SAMPLED = Attributes.of(KEY, "true");
  private static final Attributes NOT_SAMPLED = Attributes.of(KEY, "false");

  private TraceLabels() {}

  /// `true` where the current span is kept and can be looked up, `false` where it is not, or where
  /// there is none.
  ///
  /// ```java
  /// seconds.labelValues(TraceLabels.traceSampled()).observe(0.4);
  /// ```
  public static String traceSampled() {
    return isSampled() ? "true" : "false";
  }

  /// The label with its value, for a metric of OpenTelemetry's.
  ///
  /// ```java
  /// histogram.record(0.4, TraceLabels.attributes());
  /// ```
  public static Attributes attributes() {
    return isSampled() ? SAMPLED : NOT_SAMPLED;
  }

  private static boolean isSampled() {
    return Span.current().getSpanContext().isSampled();
  }
}
