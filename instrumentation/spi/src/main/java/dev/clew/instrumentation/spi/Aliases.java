package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.Candidate.Family;
import dev.clew.instrumentation.spi.export.ExporterProperties;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The variables of other tracers and platforms, and what each means in OpenTelemetry's words.
///
/// Where two mean the same, the earlier one counts; a product's real name stands before the
/// spellings that are often seen instead of it.
final class Aliases {
  /// One variable.
  ///
  /// @param translation its value as the property's
  private record Alias(
      Family family, String variable, String property, UnaryOperator<String> translation) {}

  private static final List<Alias> ALL =
      List.of(
          same(Family.DATADOG, "DD_SERVICE", Names.SERVICE_NAME),
          same(Family.DATADOG, "DD_TRACE_SERVICE_NAME", Names.SERVICE_NAME),
          same(Family.DATADOG, "DD_VERSION", Names.SERVICE_VERSION),
          same(Family.DATADOG, "DD_TRACE_VERSION", Names.SERVICE_VERSION),
          same(Family.DATADOG, "DD_ENV", Names.ENVIRONMENT),
          same(Family.DATADOG, "DD_TRACE_ENV", Names.ENVIRONMENT),
          new Alias(Family.DATADOG, "DD_TRACE_ENABLED", Names.DISABLED, Aliases::inverted),
          new Alias(
              Family.DATADOG, "DD_TRACE_SAMPLE_RATE", Names.SAMPLER, rate -> Names.PARENT_RATIO),
          same(Family.DATADOG, "DD_TRACE_SAMPLE_RATE", Names.SAMPLER_ARG),
          new Alias(Family.DATADOG, "DD_LOGS_INJECTION", Names.LOG_INJECTION, Aliases::plain),
          new Alias(
              Family.DATADOG, "DD_RUNTIME_METRICS_ENABLED", Names.RUNTIME_METRICS, Aliases::plain),
          new Alias(
              Family.DATADOG,
              "DD_TRACE_RUNTIME_METRICS_ENABLED",
              Names.RUNTIME_METRICS,
              Aliases::plain),
          new Alias(Family.DATADOG, "DD_TRACE_ANALYTICS_ENABLED", Names.ANALYTICS, Aliases::plain),
          same(Family.DATADOG, "DD_TRACE_AGENT_URL", ExporterProperties.DATADOG_URL),
          same(Family.DATADOG, "DD_AGENT_HOST", Names.DATADOG_HOST),
          same(Family.DATADOG, "DD_TRACE_AGENT_PORT", Names.DATADOG_PORT),
          same(Family.JAEGER, "JAEGER_ENDPOINT", ExporterProperties.JAEGER_ENDPOINT),
          same(Family.JAEGER, "JAEGER_AGENT_HOST", ExporterProperties.JAEGER_HOST),
          same(Family.JAEGER, "JAEGER_HOST", ExporterProperties.JAEGER_HOST),
          same(Family.JAEGER, "JAEGER_AGENT_PORT", ExporterProperties.JAEGER_PORT),
          same(Family.JAEGER, "JAEGER_PORT", ExporterProperties.JAEGER_PORT),
          same(Family.JAEGER, "JAEGER_USER", ExporterProperties.JAEGER_USER),
          same(Family.JAEGER, "JAEGER_PASSWORD", ExporterProperties.JAEGER_PASSWORD),
          same(Family.JAEGER, "JAEGER_AUTH_TOKEN", ExporterProperties.JAEGER_TOKEN),
          same(Family.JAEGER, "JAEGER_SERVICE_NAME", Names.SERVICE_NAME),
          new Alias(Family.JAEGER, "JAEGER_SAMPLER_TYPE", Names.SAMPLER, Aliases::samplerOfJaeger),
          new Alias(Family.JAEGER, "JAEGER_SAMPLER", Names.SAMPLER, Aliases::samplerOfJaeger),
          same(Family.JAEGER, "JAEGER_SAMPLER_PARAM", Names.SAMPLER_ARG),
          same(Family.JAEGER, "JAEGER_SAMPLING_ENDPOINT", Names.REMOTE_ENDPOINT),
          new Alias(
              Family.JAEGER,
              "JAEGER_SAMPLER_MANAGER_HOST_PORT",
              Names.REMOTE_ENDPOINT,
              address -> "http://" + address),
          new Alias(
              Family.JAEGER, "JAEGER_AGENT_HOST", Names.REMOTE_ENDPOINT, Aliases::samplingOfAgent),
          new Alias(Family.JAEGER, "JAEGER_HOST", Names.REMOTE_ENDPOINT, Aliases::samplingOfAgent),
          new Alias(Family.TRACE, "TRACE_ENABLED", Names.DISABLED, Aliases::inverted),
          new Alias(Family.TRACE, "TRACING_ENABLED", Names.DISABLED, Aliases::inverted),
          new Alias(Family.TRACE, "TRACE_SAMPLE_RATE", Names.SAMPLER, rate -> Names.PARENT_RATIO),
          same(Family.TRACE, "TRACE_SAMPLE_RATE", Names.SAMPLER_ARG),
          new Alias(Family.TRACE, "TRACE_BACKEND", Names.EXPORTER, Aliases::exporterOfBackend),
          same(Family.TRACE, "TRACE_JAEGER_ENDPOINT", ExporterProperties.JAEGER_ENDPOINT),
          same(Family.SERVICE, "SERVICE_NAME", Names.SERVICE_NAME),
          same(Family.SERVICE, "SERVICE_VERSION", Names.SERVICE_VERSION),
          same(Family.DASH0, "DASH0_OTLP_ENDPOINT", Names.TRACES_ENDPOINT),
          new Alias(Family.DASH0, "DASH0_API_TOKEN", Names.TRACES_HEADERS, Aliases::bearer),
          same(Family.OTHER, "RAILWAY_ENVIRONMENT", Names.ENVIRONMENT),
          same(Family.OTHER, "NODE_ENV", Names.ENVIRONMENT),
          same(Family.OTHER, "APP_ENV", Names.ENVIRONMENT),
          same(Family.OTHER, "MACHINE_ID", Names.MACHINE_ID),
          same(Family.OTHER, "WORKER_ID", Names.WORKER_ID),
          same(Family.OTHER, "RAILWAY_REGION", Names.SERVICE_REGION),
          new Alias(Family.OTHER, "OTEL_LOG_LEVEL", Names.DEBUG, Aliases::isDebugLevel),
          same(Family.OTHER, "OTEL_JAVAAGENT_DEBUG", Names.DEBUG));

  private Aliases() {}

  /// What the variables of one source propose.
  ///
  /// @param variables without quotes
  /// @param where follows a variable's name in messages
  /// @param rank that of the first of them
  static void addTo(
      List<Candidate> candidates, Map<String, String> variables, String where, int rank) {
    for (int i = 0; i < ALL.size(); i++) {
      Alias alias = ALL.get(i);
      String value = Surroundings.unquoted(variables.get(alias.variable));
      if (value != null) {
        candidates.add(
            new Candidate(
                alias.property,
                alias.translation.apply(value),
                alias.variable + where,
                alias.family,
                rank + i));
      }
    }
  }

  static int count() {
    return ALL.size();
  }

  private static Alias same(Family family, String variable, String property) {
    return new Alias(family, variable, property, UnaryOperator.identity());
  }

  private static String inverted(String enabled) {
    return switch (plain(enabled)) {
      case "true" -> "false";
      case "false" -> "true";
      default -> enabled;
    };
  }

  /// What is no yes or no stays as it is, so that the message quotes what was written.
  private static String plain(String enabled) {
    return switch (enabled.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> "true";
      case "false", "0", "no", "off" -> "false";
      default -> enabled;
    };
  }

  /// Jaeger's clients write it in lower case, and others do not.
  private static String samplerOfJaeger(String type) {
    return type.equalsIgnoreCase(Names.RATE_LIMITING) ? Names.RATE_LIMITING : type;
  }

  private static String samplingOfAgent(String host) {
    return "http://" + host + ":5778";
  }

  private static String exporterOfBackend(String backend) {
    return backend.equalsIgnoreCase("tempo") ? "otlp" : backend.toLowerCase(Locale.ROOT);
  }

  private static String isDebugLevel(String level) {
    return Boolean.toString(
        level.equalsIgnoreCase("debug")
            || level.equalsIgnoreCase("verbose")
            || level.equalsIgnoreCase("all"));
  }

  private static String bearer(String token) {
    String encoded = URLEncoder.encode("Bearer " + token, StandardCharsets.UTF_8);
    return "Authorization=" + encoded.replace("+", "%20");
  }
}
