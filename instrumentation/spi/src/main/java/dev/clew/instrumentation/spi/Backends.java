package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.Candidate.Family;
import dev.clew.instrumentation.spi.Settings.Setting;
import dev.clew.instrumentation.spi.export.ExporterProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Decides which exporters there are, and where those beside OTLP send to.
///
/// Where no setting names an exporter, an endpoint does: whose endpoint is set, its exporter is
/// meant, and of several the strongest. An endpoint that nothing sends to is named in a warning.
final class Backends {
  private static final String OTLP = "otlp";
  private static final String JAEGER = "jaeger";
  private static final String ZIPKIN = "zipkin";
  private static final String DATADOG = "datadog";

  /// What says where, and the exporter that sends there.
  private static final Map<String, String> EXPORTERS = new LinkedHashMap<>();

  static {
    EXPORTERS.put(Names.TRACES_ENDPOINT, OTLP);
    EXPORTERS.put(Names.ENDPOINT, OTLP);
    EXPORTERS.put(ExporterProperties.JAEGER_ENDPOINT, JAEGER);
    EXPORTERS.put(ExporterProperties.JAEGER_HOST, JAEGER);
    EXPORTERS.put(ExporterProperties.JAEGER_PORT, JAEGER);
    EXPORTERS.put(ExporterProperties.ZIPKIN_ENDPOINT, ZIPKIN);
    EXPORTERS.put(ExporterProperties.DATADOG_URL, DATADOG);
    EXPORTERS.put(Names.DATADOG_HOST, DATADOG);
    EXPORTERS.put(Names.DATADOG_PORT, DATADOG);
  }

  private final Candidates candidates;
  private final Predicate<Candidate> makesSense;
  private final Map<String, Setting> effective;
  private final List<String> warnings;

  private Backends(
      Candidates candidates,
      Predicate<Candidate> makesSense,
      Map<String, Setting> effective,
      List<String> warnings) {
    this.candidates = candidates;
    this.makesSense = makesSense;
    this.effective = effective;
    this.warnings = warnings;
  }

  /// @param makesSense whether a value is what its setting may be; what is not was warned of
  /// @param effective the settings that make sense, and takes those decided here
  static void settle(
      Candidates candidates,
      Predicate<Candidate> makesSense,
      Map<String, Setting> effective,
      List<String> warnings) {
    Backends backends = new Backends(candidates, makesSense, effective, warnings);
    backends.chooseExporter();
    backends.warnOfUnused();
    backends.settleJaeger();
    backends.settleDatadog();
  }

  /// Where an exporter sends to, for the start-up line; empty where that is no setting of its own.
  static Optional<Setting> destination(String exporter, Settings settings) {
    return switch (exporter) {
      case OTLP -> Optional.ofNullable(settings.get(Names.TRACES_ENDPOINT));
      case ZIPKIN -> Optional.ofNullable(settings.get(ExporterProperties.ZIPKIN_ENDPOINT));
      case DATADOG -> Optional.ofNullable(settings.get(ExporterProperties.DATADOG_URL));
      case JAEGER -> {
        Setting endpoint = settings.get(ExporterProperties.JAEGER_ENDPOINT);
        Setting host = settings.get(ExporterProperties.JAEGER_HOST);
        Setting port = settings.get(ExporterProperties.JAEGER_PORT);
        yield endpoint == null && host != null && port != null
            ? Optional.of(new Setting(host.value() + ":" + port.value() + "/udp", host.origin()))
            : Optional.ofNullable(endpoint);
      }
      default -> Optional.empty();
    };
  }

  private Optional<Candidate> valid(String property) {
    return candidates.first(property).filter(makesSense);
  }

  private void chooseExporter() {
    if (effective.containsKey(Names.EXPORTER)) {
      return;
    }
    Candidate strongest = null;
    if (candidates.first(Names.EXPORTER).isEmpty()) {
      for (String property : EXPORTERS.keySet()) {
        Optional<Candidate> endpoint = valid(property);
        if (endpoint.isPresent()
            && (strongest == null || endpoint.get().rank() < strongest.rank())) {
          strongest = endpoint.get();
        }
      }
    }
    String name = strongest == null ? OTLP : EXPORTERS.getOrDefault(strongest.property(), OTLP);
    String origin = strongest == null || name.equals(OTLP) ? Settings.DEFAULT : strongest.origin();
    effective.put(Names.EXPORTER, new Setting(name, origin));
  }

  private Setting exporter() {
    return effective.getOrDefault(Names.EXPORTER, new Setting(OTLP, Settings.DEFAULT));
  }

  private List<String> chosen() {
    List<String> names = new ArrayList<>();
    for (String name : exporter().value().split(",")) {
      names.add(name.strip());
    }
    return names;
  }

  private void warnOfUnused() {
    List<String> chosen = chosen();
    Setting exporter = exporter();
    EXPORTERS.forEach(
        (property, name) -> {
          if (!name.equals(OTLP) && !chosen.contains(name)) {
            valid(property)
                .ifPresent(
                    unused ->
                        warnings.add(
                            "%s has no effect: the exporter is %s (%s); add '%s' to OTEL_TRACES_EXPORTER to send there too"
                                .formatted(
                                    unused.origin(), exporter.value(), exporter.origin(), name)));
          }
        });
  }

  private void settleJaeger() {
    Optional<Candidate> endpoint = valid(ExporterProperties.JAEGER_ENDPOINT);
    Optional<Candidate> host = valid(ExporterProperties.JAEGER_HOST);
    Optional<Candidate> port = valid(ExporterProperties.JAEGER_PORT);
    credentials(endpoint);
    if (!chosen().contains(JAEGER)) {
      return;
    }
    if (endpoint.isPresent()) {
      for (Optional<Candidate> unused : List.of(host, port)) {
        unused.ifPresent(
            one ->
                warnings.add(
                    "%s has no effect: %s says to send over HTTP"
                        .formatted(one.origin(), endpoint.get().origin())));
      }
      effective.remove(ExporterProperties.JAEGER_HOST);
      effective.remove(ExporterProperties.JAEGER_PORT);
    } else if (host.isPresent() || port.isPresent()) {
      effective.putIfAbsent(
          ExporterProperties.JAEGER_HOST,
          new Setting("localhost", port.map(Candidate::origin).orElse(Settings.DEFAULT)));
      effective.putIfAbsent(ExporterProperties.JAEGER_PORT, new Setting("6831", Settings.DEFAULT));
    } else {
      effective.put(
          ExporterProperties.JAEGER_ENDPOINT,
          new Setting("http://localhost:14268/api/traces", Settings.DEFAULT));
    }
  }

  /// A name, a password or a token goes only to the endpoint of its own family.
  private void credentials(Optional<Candidate> endpoint) {
    for (String property :
        List.of(
            ExporterProperties.JAEGER_USER,
            ExporterProperties.JAEGER_PASSWORD,
            ExporterProperties.JAEGER_TOKEN)) {
      effective.remove(property);
      if (endpoint.isPresent()) {
        Family family = endpoint.get().family();
        candidates
            .first(property, family)
            .ifPresent(own -> effective.put(property, new Setting(own.value(), own.origin())));
      }
    }
  }

  private void settleDatadog() {
    if (!chosen().contains(DATADOG) || valid(ExporterProperties.DATADOG_URL).isPresent()) {
      return;
    }
    Optional<Candidate> host = valid(Names.DATADOG_HOST);
    Optional<Candidate> port = valid(Names.DATADOG_PORT);
    effective.put(
        ExporterProperties.DATADOG_URL,
        new Setting(
            "http://%s:%s"
                .formatted(
                    host.map(Candidate::value).orElse("localhost"),
                    port.map(Candidate::value).orElse("8126")),
            host.or(() -> port).map(Candidate::origin).orElse(Settings.DEFAULT)));
  }
}
