package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/// Makes the exporter `console`: each span as one line of JSON on the standard output.
///
/// ```
/// TRACE_BACKEND=console
/// ```
public final class ConsoleExporterProvider implements ConfigurableSpanExporterProvider {
  static final String NAME = "console";

  /// For the SDK, which finds it by its name.
  public ConsoleExporterProvider() {}

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    return new ConsoleJson();
  }
}
