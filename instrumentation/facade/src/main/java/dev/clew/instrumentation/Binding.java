package dev.clew.instrumentation;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/// The OpenTelemetry that a {@link ClewTracer} makes its spans with.
///
/// @param openTelemetry where its propagators are
/// @param tracer the one of its instrumentation scope
record Binding(OpenTelemetry openTelemetry, Tracer tracer) {
  static Binding of(OpenTelemetry openTelemetry, String scope) {
    String version = Binding.class.getPackage().getImplementationVersion();
    return new Binding(
        openTelemetry,
        version == null ? openTelemetry.getTracer(scope) : openTelemetry.getTracer(scope, version));
  }

  /// The one of the global OpenTelemetry; null until it is set.
  static @Nullable Binding ofGlobal(String scope) {
    OpenTelemetry global = Instrumentations.openTelemetry();
    return global == null ? null : of(global, scope);
  }
}
