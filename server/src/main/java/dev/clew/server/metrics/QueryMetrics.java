package dev.clew.server.metrics;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// How long answers on the query port take, by the route that was asked.
public final class QueryMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Histogram durations;

  public QueryMetrics(PrometheusRegistry registry) {
    durations =
        Histogram.builder()
            .name("clew_query_duration_seconds")
            .help("from a request on the query port to the end of its answer")
            .labelNames("route", "status")
            .classicOnly()
            .classicUpperBounds(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
            .register(registry);
  }

  /// Passes a request on and measures its answer.
  public HttpResponse measured(
      HttpService service, ServiceRequestContext context, HttpRequest request) throws Exception {
    var _ =
        context
            .log()
            .whenComplete()
            .thenAccept(
                log ->
                    durations
                        .labelValues(
                            context.config().route().patternString(),
                            String.valueOf(log.responseStatus().code()))
                        .observe(log.totalDurationNanos() / NANOS_PER_SECOND));
    return service.serve(context, request);
  }
}
