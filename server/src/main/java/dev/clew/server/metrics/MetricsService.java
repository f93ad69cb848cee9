package dev.clew.server.metrics;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Answers a scrape in the format that Prometheus asks for.
public final class MetricsService implements HttpService {
  private final PrometheusRegistry registry;

  public MetricsService(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws IOException {
    ExpositionFormatWriter writer =
        ExpositionFormats.init().findWriter(request.headers().get(HttpHeaderNames.ACCEPT));
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    writer.write(out, registry.scrape());
    return HttpResponse.of(
        HttpStatus.OK, MediaType.parse(writer.getContentType()), HttpData.wrap(out.toByteArray()));
  }
}
