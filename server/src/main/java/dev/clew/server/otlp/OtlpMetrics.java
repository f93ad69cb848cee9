package dev.clew.server.otlp;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// What the OTLP doors count.
public final class OtlpMetrics {
  /// The transport label of gRPC.
  static final String GRPC = "grpc";

  /// The transport label of HTTP.
  static final String HTTP = "http";

  private final Counter acceptedSpans;
  private final Counter rejectedSpans;
  private final Counter refusedRequests;
  private final Counter receivedBytes;

  public OtlpMetrics(PrometheusRegistry registry, InFlightBytes inFlight) {
    acceptedSpans =
        counter(
                "clew_otlp_accepted_spans",
                "spans acknowledged, exact repeats included",
                "transport")
            .register(registry);
    rejectedSpans =
        counter("clew_otlp_rejected_spans", "spans left out of requests taken in part", "transport")
            .register(registry);
    refusedRequests =
        counter("clew_otlp_refused_requests", "requests refused as a whole", "transport", "reason")
            .register(registry);
    receivedBytes =
        counter("clew_otlp_received_bytes", "bytes of request bodies as they came", "transport")
            .register(registry);
    for (String transport : new String[] {GRPC, HTTP}) {
      acceptedSpans.initLabelValues(transport);
      rejectedSpans.initLabelValues(transport);
      receivedBytes.initLabelValues(transport);
    }
    GaugeWithCallback.builder()
        .name("clew_otlp_in_flight_bytes")
        .help("bytes that requests not yet answered hold")
        .callback(callback -> callback.call((double) inFlight.held()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("clew_otlp_in_flight_limit_bytes")
        .help("bytes above which requests are refused")
        .callback(callback -> callback.call((double) inFlight.limit()))
        .register(registry);
  }

  private static Counter.Builder counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels);
  }

  void received(String transport, int bytes) {
    receivedBytes.labelValues(transport).inc(bytes);
  }

  void taken(String transport, SpanIntake.Taken taken) {
    acceptedSpans.labelValues(transport).inc(taken.spans());
    rejectedSpans.labelValues(transport).inc(taken.result().rejectedSpans());
  }

  void refused(String transport, Refusal refusal) {
    refusedRequests.labelValues(transport, refusal.label()).inc();
  }
}
