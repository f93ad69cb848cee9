package dev.clew.instrumentation;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/// Gives the exporter that the code brought the name `custom`, for settings to choose it by.
record CustomExporter(SpanExporter exporter) implements ConfigurableSpanExporterProvider {
  static final String NAME = "custom";

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    return exporter;
  }
}
