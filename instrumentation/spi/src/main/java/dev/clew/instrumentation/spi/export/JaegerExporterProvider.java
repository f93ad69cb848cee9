package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Makes the exporter `jaeger`: Thrift over HTTP to a collector, or over UDP to an agent where only
/// an agent's host or port is named.
///
/// ```
/// JAEGER_ENDPOINT=http://jaeger:14268/api/traces
/// ```
public final class JaegerExporterProvider implements ConfigurableSpanExporterProvider {
  private static final String PATH = "/api/traces";
  private static final String ENDPOINT = "http://localhost:14268" + PATH;
  private static final String HOST = "localhost";
  private static final int PORT = 6831;

  /// For the SDK, which finds it by its name.
  public JaegerExporterProvider() {}

  @Override
  public String getName() {
    return "jaeger";
  }

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    String endpoint = Endpoint.text(config, ExporterProperties.JAEGER_ENDPOINT, "");
    String host = Endpoint.text(config, ExporterProperties.JAEGER_HOST, "");
    String port = Endpoint.text(config, ExporterProperties.JAEGER_PORT, "");
    if (endpoint.isEmpty() && !(host.isEmpty() && port.isEmpty())) {
      return new PackedExporter(
          getName(),
          JaegerThrift.compactCall(),
          new UdpWire(
              host.isEmpty() ? HOST : host, port.isEmpty() ? PORT : Integer.parseInt(port)));
    }
    HttpWire wire =
        new HttpWire(
            Endpoint.withPath(endpoint.isEmpty() ? ENDPOINT : endpoint, PATH),
            "POST",
            headers(config),
            Endpoint.timeout(config, ExporterProperties.JAEGER_TIMEOUT));
    return new PackedExporter(getName(), JaegerThrift.binaryBatch(), wire);
  }

  private static Map<String, String> headers(ConfigProperties config) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/vnd.apache.thrift.binary");
    String token = Endpoint.text(config, ExporterProperties.JAEGER_TOKEN, "");
    String user = Endpoint.text(config, ExporterProperties.JAEGER_USER, "");
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    } else if (!user.isEmpty()) {
      String pair = user + ":" + Endpoint.text(config, ExporterProperties.JAEGER_PASSWORD, "");
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      headers.put("Authorization", "Basic " + encoded);
    }
    return headers;
  }
}
