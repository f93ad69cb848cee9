package dev.clew.instrumentation.spi;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// What can be named in a setting: what the SDK has, and what providers on the class path add.
///
/// @param grpc whether something can send OTLP over gRPC
record Available(
    Set<String> propagators, Set<String> samplers, Set<String> exporters, boolean grpc) {
  private static final Set<String> PROPAGATORS = Set.of("tracecontext", "baggage", "none");
  private static final Set<String> SAMPLERS =
      Set.of(
          "always_on",
          "always_off",
          "traceidratio",
          "parentbased_always_on",
          "parentbased_always_off",
          Names.PARENT_RATIO,
          "const",
          "probabilistic");

  static Available through(ComponentLoader loader) {
    Set<String> samplers =
        names(SAMPLERS, loader, ConfigurableSamplerProvider.class, p -> p.getName());
    if (samplers.contains("jaeger_remote")) {
      samplers.add("parentbased_jaeger_remote"); // the SDK makes the one of the other
    }
    return new Available(
        names(PROPAGATORS, loader, ConfigurablePropagatorProvider.class, p -> p.getName()),
        samplers,
        names(Set.of("none"), loader, ConfigurableSpanExporterProvider.class, p -> p.getName()),
        loader.load(GrpcSenderProvider.class).iterator().hasNext());
  }

  private static <T> Set<String> names(
      Set<String> own, ComponentLoader loader, Class<T> provider, Function<T, String> name) {
    Set<String> names = new TreeSet<>(own);
    loader.load(provider).forEach(found -> names.add(name.apply(found)));
    return names;
  }
}
