package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Map;

/// Makes the exporter `datadog`: traces for Datadog's agent, `/v0.4/traces` in MessagePack.
///
/// ```
/// TRACE_BACKEND=datadog
/// DD_TRACE_AGENT_URL=http://localhost:8126
/// ```
public final class DatadogExporterProvider implements ConfigurableSpanExporterProvider {
  private static final String URL = "http://localhost:8126";

  /// For the SDK, which finds it by its name.
  public DatadogExporterProvider() {}

  @Override
  public String getName() {
    return "datadog";
  }

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    HttpWire wire =
        new HttpWire(
            Endpoint.withPath(
                Endpoint.text(config, ExporterProperties.DATADOG_URL, URL), "/v0.4/traces"),
            "PUT",
            Map.of(
                "Content-Type", "application/msgpack",
                "Datadog-Meta-Lang", "java",
                "Datadog-Meta-Lang-Version", System.getProperty("java.version", ""),
                "Datadog-Meta-Lang-Interpreter", System.getProperty("java.vm.name", ""),
                "Datadog-Client-Computed-Top-Level", "yes"),
            Endpoint.timeout(config, ExporterProperties.DATADOG_TIMEOUT));
    return new PackedExporter(getName(), new DatadogMsgpack(), wire);
  }
}
