package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/// The exporters of one SDK, each with a queue and a thread of its own.
///
/// By itself, autoconfiguration puts all exporters behind one batch processor, where a backend that
/// hangs takes the spans of a healthy one along. Here the exporters are taken over as soon as they
/// are built, and registered one by one.
///
/// ```java
/// exporters.takeOver(customizer, (queues, config) -> new Redaction(queues));
/// ```
public final class Exporters {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<SpanExporter> taken = new CopyOnWriteArrayList<>();
  private final List<ExportQueue> queues = new CopyOnWriteArrayList<>();
  private final LossReports reports = new LossReports(MINUTE);
  private final ExportMetrics metrics = new ExportMetrics(queues);

  /// None yet.
  public Exporters() {}

  /// Takes over the exporters that an SDK is configured with. To be called after everything that
  /// wraps exporters or adds processors, so that it sees what they made and comes last.
  ///
  /// @param pipeline puts before all the queues what a span goes through on its way to them
  public void takeOver(
      AutoConfigurationCustomizer customizer,
      BiFunction<SpanProcessor, ConfigProperties, SpanProcessor> pipeline) {
    customizer.addSpanExporterCustomizer((exporter, config) -> take(exporter));
    customizer.addSpanProcessorCustomizer((processor, config) -> replace(processor));
    customizer.addTracerProviderCustomizer(
        (provider, config) -> {
          List<SpanProcessor> made = queues(config);
          return made.isEmpty()
              ? provider
              : provider.addSpanProcessor(pipeline.apply(SpanProcessor.composite(made), config));
        });
  }

  /// What each exporter has done so far, in the order they were configured in.
  ///
  /// ```java
  /// exporters.status().get(0).exported();
  /// ```
  public List<ExporterStatus> status() {
    return queues.stream().map(ExportQueue::status).toList();
  }

  private SpanExporter take(SpanExporter exporter) {
    taken.add(exporter);
    return SpanExporter.composite();
  }

  /// The SDK has made a processor for nothing: what it would export to was taken.
  private static SpanProcessor replace(SpanProcessor processor) {
    if (processor instanceof BatchSpanProcessor || processor instanceof SimpleSpanProcessor) {
      processor.shutdown();
      return SpanProcessor.composite();
    }
    return processor;
  }

  private List<SpanProcessor> queues(ConfigProperties config) {
    ExportLimits limits = ExportLimits.of(config);
    boolean simple = "simple".equals(config.getString(ExporterProperties.PROCESSOR));
    for (SpanExporter exporter : taken) {
      queues.add(
          new ExportQueue(nameOf(exporter), exporter, limits, simple, reports, metrics::register));
    }
    taken.clear();
    return List.copyOf(queues);
  }

  private static String nameOf(SpanExporter exporter) {
    if (exporter instanceof NamedExporter named) {
      return named.name();
    }
    String type = exporter.getClass().getSimpleName();
    return type.startsWith("Otlp") ? "otlp" : type.isEmpty() ? "custom" : type;
  }
}
