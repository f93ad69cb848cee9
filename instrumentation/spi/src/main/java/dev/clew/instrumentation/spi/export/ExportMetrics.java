package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The counts of all queues as metrics of OpenTelemetry's conventions for SDKs:
/// `otel.sdk.processor.span.processed` with `error.type` where spans were lost, and the size and
/// capacity of each queue.
///
/// The SDK that they describe is still being built when the queues are made. So they are registered
/// with the global OpenTelemetry, once it is set.
final class ExportMetrics {
  private static final AttributeKey<String> COMPONENT =
      AttributeKey.stringKey("otel.component.name");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("otel.component.type");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private final List<ExportQueue> queues;
  private final AtomicBoolean registered = new AtomicBoolean();

  ExportMetrics(List<ExportQueue> queues) {
    this.queues = queues;
  }

  /// Registers them, where that is possible by now and not yet done.
  void register() {
    if (registered.get()
        || !GlobalOpenTelemetry.isSet()
        || !registered.compareAndSet(false, true)) {
      return;
    }
    Meter meter = GlobalOpenTelemetry.getOrNoop().getMeter("dev.clew.tracing");
    meter
        .counterBuilder("otel.sdk.processor.span.processed")
        .setUnit("{span}")
        .buildWithCallback(this::processed);
    meter
        .upDownCounterBuilder("otel.sdk.processor.span.queue.size")
        .setUnit("{span}")
        .buildWithCallback(
            size ->
                queues.forEach(queue -> size.record(queue.status().waiting(), attributes(queue))));
    meter
        .upDownCounterBuilder("otel.sdk.processor.span.queue.capacity")
        .setUnit("{span}")
        .buildWithCallback(
            capacity ->
                queues.forEach(queue -> capacity.record(queue.capacity(), attributes(queue))));
  }

  private void processed(ObservableLongMeasurement counter) {
    for (ExportQueue queue : queues) {
      ExporterStatus status = queue.status();
      Attributes attributes = attributes(queue);
      counter.record(status.exported(), attributes);
      status
          .lost()
          .forEach(
              (reason, spans) ->
                  counter.record(spans, attributes.toBuilder().put(ERROR, reason).build()));
    }
  }

  private static Attributes attributes(ExportQueue queue) {
    String type = queue.isSimple() ? "simple_span_processor" : "batching_span_processor";
    return Attributes.of(TYPE, type, COMPONENT, type + "/" + queue.name());
  }
}
