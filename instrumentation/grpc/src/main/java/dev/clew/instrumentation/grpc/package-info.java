/// OTLP over gRPC: there is no code in this module, only what it brings to the class path.
///
/// ```
/// OTEL_EXPORTER_OTLP_PROTOCOL=grpc
/// OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317
/// ```
@NullMarked
package dev.clew.instrumentation.grpc;

import org.jspecify.annotations.NullMarked;
