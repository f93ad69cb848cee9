package dev.clew.instrumentation.spi;

import java.util.List;
import java.util.Locale;

/// Names of properties, OpenTelemetry's and ours.
final class Names {
  static final String DISABLED = "otel.sdk.disabled";
  static final String SERVICE_NAME = "otel.service.name";
  static final String RESOURCE_ATTRIBUTES = "otel.resource.attributes";
  static final String SAMPLER = "otel.traces.sampler";
  static final String SAMPLER_ARG = "otel.traces.sampler.arg";
  static final String EXPORTER = "otel.traces.exporter";
  static final String PROPAGATORS = "otel.propagators";
  static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
  static final String HEADERS = "otel.exporter.otlp.headers";
  static final String TRACES_HEADERS = "otel.exporter.otlp.traces.headers";
  static final String PROTOCOL = "otel.exporter.otlp.protocol";
  static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";

  static final String DATADOG_HOST = "clew.exporter.datadog.host";
  static final String DATADOG_PORT = "clew.exporter.datadog.port";

  static final String SERVICE_VERSION = "clew.service.version";
  static final String ENVIRONMENT = "clew.environment";
  static final String PROFILE = "clew.profile";
  static final String DEBUG = "clew.debug";
  static final String MACHINE_ID = "clew.machine.id";
  static final String WORKER_ID = "clew.worker.id";
  static final String SERVICE_REGION = "clew.service.region";

  static final String INSTRUMENTATIONS_ENABLED = "otel.instrumentation.common.default-enabled";

  /// Those of the library that can be switched off, each by itself.
  static final List<String> INSTRUMENTATIONS = List.of("http", "jdbc", "redis");
  static final String ANALYTICS = "clew.analytics";
  static final String LINT = "clew.lint";
  static final String LINT_ALLOW = "clew.lint.allow";
  static final String LOG_INJECTION = "clew.logs.injection";
  static final String METRICS_EXPORTER = "otel.metrics.exporter";
  static final String RUNTIME_METRICS = "clew.runtime.metrics";
  static final String SELF_METRICS = "otel.experimental.sdk.telemetry.version";

  static final String SAMPLER_RULES = "clew.sampler.rules";
  static final String REMOTE_ENDPOINT = "clew.remote.sampler.endpoint";

  static final String PARENT_RATIO = "parentbased_traceidratio";
  static final String RATE_LIMITING = "rateLimiting";
  static final String ERRORS_OR_RATIO = "errors_or_ratio";
  static final String REMOTE = "remote";

  private Names() {}

  /// Whether one instrumentation makes spans.
  static String enabled(String instrumentation) {
    return "otel.instrumentation." + instrumentation + ".enabled";
  }

  /// The environment variable of a property, as OpenTelemetry derives it.
  static String variableOf(String property) {
    return property.equals(SERVICE_VERSION)
        ? "OTEL_SERVICE_VERSION"
        : property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
