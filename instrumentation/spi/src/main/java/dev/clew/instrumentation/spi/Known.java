package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.export.ExporterProperties;
import dev.clew.instrumentation.spi.processing.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings whose values are checked before the SDK sees them.
final class Known {
  private Known() {}

  /// Each property and what it may be.
  static Map<String, ValueKind> settings(Available available) {
    Map<String, ValueKind> known = new LinkedHashMap<>();
    known.put(Names.DISABLED, ValueKind.BOOLEAN);
    known.put(Names.SERVICE_NAME, ValueKind.TEXT);
    known.put(Names.SERVICE_VERSION, ValueKind.TEXT);
    known.put(Names.ENVIRONMENT, ValueKind.TEXT);
    known.put(Names.RESOURCE_ATTRIBUTES, ValueKind.PAIRS);
    known.put(Names.PROFILE, ValueKind.oneOf(List.of("development", "staging", "production")));
    known.put(Names.DEBUG, ValueKind.BOOLEAN);
    known.put(Names.ANALYTICS, ValueKind.BOOLEAN);
    known.put(Names.LINT, ValueKind.BOOLEAN);
    known.put(Names.LINT_ALLOW, ValueKind.TEXT);
    known.put(Names.LOG_INJECTION, ValueKind.BOOLEAN);
    known.put(Names.RUNTIME_METRICS, ValueKind.BOOLEAN);
    known.put(Names.SELF_METRICS, ValueKind.oneOf(List.of("legacy", "latest")));
    known.put(Names.MACHINE_ID, ValueKind.TEXT);
    known.put(Names.WORKER_ID, ValueKind.TEXT);
    known.put(Names.SERVICE_REGION, ValueKind.TEXT);
    known.put(Names.SAMPLER, ValueKind.oneOf(available.samplers()));
    known.put(Names.SAMPLER_ARG, ValueKind.TEXT); // what it may be depends on the sampler
    known.put(Names.SAMPLER_RULES, ValueKind.TEXT); // each rule is checked by itself
    known.put("clew.errors_or_ratio.buffer.bytes", ValueKind.COUNT);
    known.put(Names.REMOTE_ENDPOINT, ValueKind.URL);
    known.put("clew.remote.sampler.interval", ValueKind.MILLIS);
    known.put("clew.redact", ValueKind.BOOLEAN);
    known.put("clew.redact.keys", ValueKind.TEXT);
    known.put("clew.redact.patterns", ValueKind.listOfChanges(Redaction.forms()));
    known.put("clew.redact.regex", ValueKind.REGEX);
    known.put("clew.span.min.duration", ValueKind.MILLIS);
    known.put("clew.mark.parents", ValueKind.BOOLEAN);
    known.put(Names.EXPORTER, ValueKind.listOf(available.exporters()));
    known.put(Names.METRICS_EXPORTER, ValueKind.TEXT);
    known.put("otel.logs.exporter", ValueKind.TEXT);
    known.put(Names.PROPAGATORS, ValueKind.listOf(available.propagators()));
    ValueKind protocols =
        available.grpc()
            ? ValueKind.oneOf(List.of("http/protobuf", "grpc"))
            : new ValueKind(
                "http/protobuf, or grpc with clew-instrumentation-grpc on the class path",
                "http/protobuf"::equals);
    ValueKind compressions = ValueKind.oneOf(List.of("gzip", "none"));
    for (String signal : List.of("", "traces.", "metrics.", "logs.")) {
      known.put("otel.exporter.otlp." + signal + "endpoint", ValueKind.URL);
      known.put("otel.exporter.otlp." + signal + "headers", ValueKind.PAIRS);
      known.put("otel.exporter.otlp." + signal + "protocol", protocols);
      known.put("otel.exporter.otlp." + signal + "compression", compressions);
      known.put("otel.exporter.otlp." + signal + "timeout", ValueKind.MILLIS);
    }
    known.put(ExporterProperties.JAEGER_ENDPOINT, ValueKind.URL);
    known.put(ExporterProperties.JAEGER_HOST, ValueKind.HOST);
    known.put(ExporterProperties.JAEGER_PORT, ValueKind.PORT);
    known.put(ExporterProperties.JAEGER_USER, ValueKind.TEXT);
    known.put(ExporterProperties.JAEGER_PASSWORD, ValueKind.TEXT);
    known.put(ExporterProperties.JAEGER_TOKEN, ValueKind.TEXT);
    known.put(ExporterProperties.JAEGER_TIMEOUT, ValueKind.MILLIS);
    known.put(ExporterProperties.ZIPKIN_ENDPOINT, ValueKind.URL);
    known.put(ExporterProperties.ZIPKIN_TIMEOUT, ValueKind.MILLIS);
    known.put(ExporterProperties.DATADOG_URL, ValueKind.URL);
    known.put(ExporterProperties.DATADOG_TIMEOUT, ValueKind.MILLIS);
    known.put(Names.DATADOG_HOST, ValueKind.HOST);
    known.put(Names.DATADOG_PORT, ValueKind.PORT);
    known.put(ExporterProperties.PROCESSOR, ValueKind.oneOf(List.of("batch", "simple")));
    known.put("otel.bsp.schedule.delay", ValueKind.MILLIS);
    known.put("otel.bsp.export.timeout", ValueKind.MILLIS);
    known.put("otel.bsp.max.queue.size", ValueKind.COUNT);
    known.put("otel.bsp.max.export.batch.size", ValueKind.COUNT);
    for (String limited : List.of("attribute", "span.attribute")) {
      known.put("otel." + limited + ".value.length.limit", ValueKind.COUNT);
      known.put("otel." + limited + ".count.limit", ValueKind.COUNT);
    }
    known.put("otel.span.event.count.limit", ValueKind.COUNT);
    known.put("otel.span.link.count.limit", ValueKind.COUNT);
    known.put(Names.INSTRUMENTATIONS_ENABLED, ValueKind.BOOLEAN);
    Names.INSTRUMENTATIONS.forEach(name -> known.put(Names.enabled(name), ValueKind.BOOLEAN));
    return known;
  }

  /// Whether a value must not be shown.
  static boolean isSecret(String property) {
    return property.endsWith(".headers")
        || property.equals(ExporterProperties.JAEGER_PASSWORD)
        || property.equals(ExporterProperties.JAEGER_TOKEN);
  }
}
