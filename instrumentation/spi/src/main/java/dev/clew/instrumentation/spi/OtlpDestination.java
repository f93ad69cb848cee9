package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.Candidate.Family;
import dev.clew.instrumentation.spi.Settings.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides where OTLP goes, in which protocol, and with which headers.
///
/// The headers, with a token in them, are those of the family that the endpoint comes from.
final class OtlpDestination {
  private static final String TRACES_PATH = "/v1/traces";

  private final Candidates candidates;
  private final Map<String, Setting> effective;
  private final List<String> warnings;

  private OtlpDestination(
      Candidates candidates, Map<String, Setting> effective, List<String> warnings) {
    this.candidates = candidates;
    this.effective = effective;
    this.warnings = warnings;
  }

  /// @param effective the settings that make sense, and takes those decided here
  static void settle(Candidates candidates, Map<String, Setting> effective, List<String> warnings) {
    new OtlpDestination(candidates, effective, warnings).settle();
  }

  private void settle() {
    // For metrics and logs too, where they are asked for.
    Setting byDefault = new Setting("http/protobuf", Settings.DEFAULT);
    effective.putIfAbsent(Names.PROTOCOL, byDefault);
    Setting general = effective.getOrDefault(Names.PROTOCOL, byDefault);
    Setting protocol = effective.getOrDefault(Names.TRACES_PROTOCOL, general);
    boolean http = protocol.value().equals("http/protobuf");
    effective.put(Names.TRACES_PROTOCOL, protocol);

    Optional<Candidate> own =
        candidates
            .first(Names.TRACES_ENDPOINT, Family.OTEL)
            .or(() -> candidates.first(Names.ENDPOINT, Family.OTEL));
    Optional<Candidate> foreign = candidates.first(Names.TRACES_ENDPOINT, Family.DASH0);
    boolean isForeign =
        foreign.isPresent() && (own.isEmpty() || foreign.get().rank() < own.get().rank());
    Optional<Candidate> chosen = (isForeign ? foreign : own).flatMap(this::checkedOnce);
    String fallback = http ? "http://localhost:4318" : "http://localhost:4317";
    String base = chosen.map(Candidate::value).orElse(fallback);
    boolean complete = chosen.isPresent() && isWholeUrl(chosen.get());
    effective.put(
        Names.TRACES_ENDPOINT,
        new Setting(
            http && !complete ? withPath(base) : base,
            chosen.map(Candidate::origin).orElse(Settings.DEFAULT)));

    takeHeaders(chosen.isPresent() && isForeign ? Family.DASH0 : Family.OTEL);
    chosen.ifPresent(endpoint -> hintAtPort(endpoint, http));
  }

  /// Without a second warning about what {@link Settings} has refused already.
  private Optional<Candidate> checkedOnce(Candidate candidate) {
    return ValueKind.URL.accepts().test(candidate.value())
        ? Optional.of(candidate)
        : Optional.empty();
  }

  /// A traces endpoint of OpenTelemetry's is used as it is, and so is one that ends with the path.
  private static boolean isWholeUrl(Candidate endpoint) {
    String path = URI.create(endpoint.value()).getPath();
    if (path.endsWith(TRACES_PATH)) {
      return true;
    }
    boolean isForTraces = endpoint.property().equals(Names.TRACES_ENDPOINT);
    boolean hasPath = !path.isEmpty() && !path.equals("/");
    return isForTraces && (endpoint.family() == Family.OTEL || hasPath);
  }

  private static String withPath(String base) {
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + TRACES_PATH;
  }

  private void takeHeaders(Family family) {
    effective.remove(Names.TRACES_HEADERS);
    Optional<Candidate> headers = candidates.first(Names.TRACES_HEADERS, family);
    if (family != Family.OTEL) {
      effective.remove(Names.HEADERS);
    }
    headers
        .filter(own -> ValueKind.PAIRS.accepts().test(own.value()))
        .ifPresent(own -> effective.put(own.property(), new Setting(own.value(), own.origin())));
  }

  private void hintAtPort(Candidate endpoint, boolean http) {
    int port = URI.create(endpoint.value()).getPort();
    if (port == (http ? 4317 : 4318)) {
      warnings.add(
          "%s names port %d, where most receivers expect %s, and OTLP goes out as %s; Clew takes both there"
              .formatted(
                  endpoint.origin(),
                  port,
                  http ? "gRPC" : "HTTP",
                  http ? "http/protobuf" : "grpc"));
    }
  }
}
