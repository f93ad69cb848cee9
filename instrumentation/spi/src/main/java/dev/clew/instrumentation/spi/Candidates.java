package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.Candidate.Family;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every value that some source proposes, the strongest first: system property, `OTEL_*` variable,
/// variable of another tracer, `.env` (in the same order), code.
final class Candidates {
  private static final int ENVIRONMENT = 10;
  private static final int ALIASES = 20;
  private static final int DOT_ENV = ALIASES + Aliases.count();
  private static final int DOT_ENV_ALIASES = DOT_ENV + 10;
  private static final int CODE = DOT_ENV_ALIASES + Aliases.count();

  private final List<Candidate> all = new ArrayList<>();
  private final Map<String, String> forTheSdk = new TreeMap<>();

  private Candidates() {}

  /// @param code what the program or another provider proposes for a property; null where nothing
  /// @param properties the known ones
  /// @param warnings takes what could not be read
  static Candidates read(
      Surroundings surroundings,
      Function<String, @Nullable String> code,
      Collection<String> properties,
      List<String> warnings) {
    Map<String, String> dotEnv = DotEnv.read(surroundings.folder(), warnings);
    Candidates candidates = new Candidates();
    for (String property : properties) {
      String variable = Names.variableOf(property);
      candidates.add(property, surroundings.property(property), "-D" + property, 0);
      candidates.add(property, surroundings.variable(variable), variable, ENVIRONMENT);
      candidates.add(
          property, Surroundings.unquoted(dotEnv.get(variable)), variable + " in .env", DOT_ENV);
      candidates.add(property, code.apply(property), "code", CODE);
    }
    Aliases.addTo(candidates.all, surroundings.variables(), "", ALIASES);
    Aliases.addTo(candidates.all, dotEnv, " in .env", DOT_ENV_ALIASES);
    candidates.readResourceAttributes();
    dotEnv.forEach(
        (variable, value) -> candidates.leaveToTheSdk(variable, value, code, properties));
    candidates.all.sort(Comparator.comparingInt(Candidate::rank));
    return candidates;
  }

  /// The strongest for a property.
  Optional<Candidate> first(String property) {
    return all.stream().filter(candidate -> candidate.property().equals(property)).findFirst();
  }

  /// The strongest of one family for a property.
  Optional<Candidate> first(String property, Family family) {
    return all.stream()
        .filter(candidate -> candidate.property().equals(property) && candidate.family() == family)
        .findFirst();
  }

  /// Settings of `.env` that only the SDK knows, as its properties.
  Map<String, String> forTheSdk() {
    return forTheSdk;
  }

  private void add(String property, @Nullable String value, String origin, int rank) {
    if (value != null) {
      all.add(new Candidate(property, value, origin, Family.OTEL, rank));
    }
  }

  private void leaveToTheSdk(
      String variable,
      String value,
      Function<String, @Nullable String> code,
      Collection<String> known) {
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    String text = Surroundings.unquoted(value);
    boolean isSet = code.apply(property) != null;
    if (text != null && property.startsWith("otel.") && !known.contains(property) && !isSet) {
      forTheSdk.put(property, text);
    }
  }

  /// What stands among the resource's attributes counts as if it had been set by itself, just below
  /// the variable that is made for it.
  private void readResourceAttributes() {
    for (Candidate candidate : List.copyOf(all)) {
      if (candidate.property().equals(Names.RESOURCE_ATTRIBUTES)) {
        for (String pair : candidate.value().split(",")) {
          int equals = pair.indexOf('=');
          String property = equals < 0 ? null : propertyOf(pair.substring(0, equals).strip());
          if (property != null) {
            String key = pair.substring(0, equals).strip();
            String origin = key + " in " + candidate.origin();
            add(
                property,
                decoded(pair.substring(equals + 1).strip()),
                origin,
                candidate.rank() + 1);
          }
        }
      }
    }
  }

  private static @Nullable String propertyOf(String attribute) {
    return switch (attribute) {
      case "service.name" -> Names.SERVICE_NAME;
      case "service.version" -> Names.SERVICE_VERSION;
      case "deployment.environment", "deployment.environment.name" -> Names.ENVIRONMENT;
      case "machine.id" -> Names.MACHINE_ID;
      case "worker.id" -> Names.WORKER_ID;
      case "service.region" -> Names.SERVICE_REGION;
      default -> null;
    };
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value; // the SDK takes it as it is, too
    }
  }
}
