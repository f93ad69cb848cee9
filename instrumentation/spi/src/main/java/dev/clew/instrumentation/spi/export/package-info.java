/// Exporters of spans, and the queue in front of each: what carries spans to Jaeger, Zipkin,
/// Datadog, the console or a sink of the application's.
///
/// Open {@link dev.clew.instrumentation.spi.export.Exporters} first: it takes the exporters over
/// from the SDK and gives each an `ExportQueue` with a thread of its own. `PackedExporter` is the
/// exporter of every wire format: a `SpanFormat` writes spans as bytes, a `Wire` carries them.
@NullMarked
package dev.clew.instrumentation.spi.export;

import org.jspecify.annotations.NullMarked;
