package dev.clew.instrumentation.spi.export;

/// The settings of the exporters, by the names of their system properties.
///
/// ```java
/// options.property(ExporterProperties.PROCESSOR, "simple");
/// ```
public final class ExporterProperties {
  /// `batch` or `simple`: whether spans wait for a batch, or each is sent as soon as it ends.
  public static final String PROCESSOR = "clew.span.processor";

  /// Where Jaeger takes Thrift over HTTP, as `http://localhost:14268/api/traces`.
  public static final String JAEGER_ENDPOINT = "otel.exporter.jaeger.endpoint";

  /// The host that takes Jaeger's compact Thrift over UDP.
  public static final String JAEGER_HOST = "otel.exporter.jaeger.agent.host";

  /// The port for it.
  public static final String JAEGER_PORT = "otel.exporter.jaeger.agent.port";

  /// The name for HTTP's basic authentication at Jaeger.
  public static final String JAEGER_USER = "otel.exporter.jaeger.user";

  /// The password for it.
  public static final String JAEGER_PASSWORD = "otel.exporter.jaeger.password";

  /// A bearer token for Jaeger.
  public static final String JAEGER_TOKEN = "clew.exporter.jaeger.token";

  /// How long Jaeger's answer may take over HTTP.
  public static final String JAEGER_TIMEOUT = "otel.exporter.jaeger.timeout";

  /// Where Zipkin takes JSON, as `http://localhost:9411/api/v2/spans`.
  public static final String ZIPKIN_ENDPOINT = "otel.exporter.zipkin.endpoint";

  /// How long Zipkin's answer may take.
  public static final String ZIPKIN_TIMEOUT = "otel.exporter.zipkin.timeout";

  /// The address of Datadog's agent, as `http://localhost:8126`.
  public static final String DATADOG_URL = "clew.exporter.datadog.url";

  /// How long the answer of Datadog's agent may take.
  public static final String DATADOG_TIMEOUT = "clew.exporter.datadog.timeout";

  private ExporterProperties() {}
}
