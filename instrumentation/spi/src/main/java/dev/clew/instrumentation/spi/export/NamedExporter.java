package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.trace.export.SpanExporter;

/// An exporter that knows what messages call it.
interface NamedExporter extends SpanExporter {
  String name();
}
