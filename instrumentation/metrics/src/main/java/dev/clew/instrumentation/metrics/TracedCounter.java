package dev.clew.instrumentation.metrics;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A counter of OpenTelemetry's whose counts lead to traces.
///
/// ```java
/// TracedCounter started = TracedCounter.of("jobs.started");
/// started.add(1, "service", job.service());
/// ```
///
/// Each series keeps, for each export, the trace id of a count that was made in a sampled span, as
/// an exemplar: the SDK's own doing. {@link #labelledWithTraceId} makes the id a label instead.
public final class TracedCounter {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  private final Supplier<@Nullable Meter> meter;
  private final String name;
  private final boolean labelled;
  private volatile @Nullable LongCounter counter;

  private TracedCounter(Supplier<@Nullable Meter> meter, String name, boolean labelled) {
    this.meter = meter;
    this.name = name;
    this.labelled = labelled;
  }

  /// A counter of the global OpenTelemetry, which counts from the moment that one is set.
  ///
  /// ```java
  /// private static final TracedCounter STARTED = TracedCounter.of("jobs.started");
  /// ```
  ///
  /// @param name as `jobs.started`
  public static TracedCounter of(String name) {
    return new TracedCounter(TracedCounter::globalMeter, name, false);
  }

  /// A counter of a meter.
  ///
  /// ```java
  /// Meter meter = tracing.openTelemetry().getMeter("shop");
  /// TracedCounter started = TracedCounter.of(meter, "jobs.started");
  /// ```
  public static TracedCounter of(Meter meter, String name) {
    return new TracedCounter(() -> meter, name, false);
  }

  private static @Nullable Meter globalMeter() {
    OpenTelemetry global = Instrumentations.openTelemetry();
    return global == null ? null : global.getMeter("dev.clew.instrumentation.metrics");
  }

  /// The same counter with the trace's id as the label `trace_id`.
  ///
  /// Every trace makes a series of its own, which most stores of metrics are not made for; a
  /// warning says so. The SDK keeps `otel.java.metrics.cardinality.limit` series of an instrument,
  /// by default 2,000, and counts the rest under `otel.metric.overflow`.
  ///
  /// ```java
  /// TracedCounter started = TracedCounter.of("jobs.started").labelledWithTraceId();
  /// ```
  public TracedCounter labelledWithTraceId() {
    LOGGER.warning(
        "counter '"
            + name
            + "' has the label 'trace_id': every trace makes a series of its own; exemplars lead"
            + " to traces without it");
    return new TracedCounter(meter, name, true);
  }

  /// Counts.
  ///
  /// ```java
  /// started.add(1, "service", "comfyui");
  /// ```
  ///
  /// @param amount not negative
  /// @param labels names and values in turn; a name without a value is left out
  public void add(long amount, String... labels) {
    LongCounter bound = counter();
    if (bound == null) {
      return;
    }
    AttributesBuilder attributes = Attributes.builder();
    for (int i = 0; i + 1 < labels.length; i += 2) {
      attributes.put(labels[i], labels[i + 1]);
    }
    SpanContext span = Span.current().getSpanContext();
    if (labelled && span.isValid()) {
      attributes.put("trace_id", span.getTraceId());
    }
    bound.add(amount, attributes.build());
  }

  private @Nullable LongCounter counter() {
    LongCounter known = counter;
    if (known != null) {
      return known;
    }
    Meter found = meter.get();
    if (found == null) {
      return null;
    }
    LongCounter made = found.counterBuilder(name).build();
    counter = made;
    return made;
  }
}
