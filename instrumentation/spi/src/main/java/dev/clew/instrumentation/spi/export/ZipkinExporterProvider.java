package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Map;

/// Makes the exporter `zipkin`: JSON of version 2, over HTTP.
///
/// ```
/// OTEL_TRACES_EXPORTER=zipkin
/// OTEL_EXPORTER_ZIPKIN_ENDPOINT=http://zipkin:9411/api/v2/spans
/// ```
public final class ZipkinExporterProvider implements ConfigurableSpanExporterProvider {
  private static final String ENDPOINT = "http://localhost:9411/api/v2/spans";

  /// For the SDK, which finds it by its name.
  public ZipkinExporterProvider() {}

  @Override
  public String getName() {
    return "zipkin";
  }

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    HttpWire wire =
        new HttpWire(
            Endpoint.withPath(
                Endpoint.text(config, ExporterProperties.ZIPKIN_ENDPOINT, ENDPOINT),
                "/api/v2/spans"),
            "POST",
            Map.of("Content-Type", "application/json"),
            Endpoint.timeout(config, ExporterProperties.ZIPKIN_TIMEOUT));
    return new PackedExporter(getName(), new ZipkinJson(), wire);
  }
}
