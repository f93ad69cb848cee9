package dev.clew.instrumentation;

import brave.propagation.B3Propagation;
import brave.propagation.Propagation;
import brave.propagation.TraceContext;
import brave.propagation.TraceContextOrSamplingFlags;
import brave.propagation.aws.AWSPropagation;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Brave's propagation, by which Zipkin's users read and write headers.
final class BravePropagator implements ReferencePropagator {
  private final TraceContext.Injector<Map<String, String>> injector;
  private final TraceContext.Extractor<Map<String, String>> extractor;

  private BravePropagator(Propagation.Factory factory) {
    Propagation<String> propagation = factory.get();
    injector = propagation.injector(Map::put);
    extractor = propagation.extractor(Map::get);
  }

  static ReferencePropagator b3() {
    return new BravePropagator(
        B3Propagation.newFactoryBuilder().injectFormat(B3Propagation.Format.SINGLE).build());
  }

  static ReferencePropagator b3multi() {
    return new BravePropagator(
        B3Propagation.newFactoryBuilder().injectFormat(B3Propagation.Format.MULTI).build());
  }

  static ReferencePropagator xray() {
    return new BravePropagator(AWSPropagation.FACTORY);
  }

  @Override
  public @Nullable Reading read(Map<String, String> headers) {
    Map<String, String> arrived = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    arrived.putAll(headers);
    TraceContextOrSamplingFlags found = extractor.extract(arrived);
    TraceContext parent = found.context();
    if (parent == null) {
      return null;
    }
    Map<String, String> sent = new TreeMap<>();
    injector.inject(parent, sent);
    return new Reading(
        "%016x%016x".formatted(parent.traceIdHigh(), parent.traceId()),
        parent.spanIdString(),
        Boolean.TRUE.equals(parent.sampled()),
        parent.spanIdString(),
        sent);
  }
}
