package dev.clew.instrumentation.spi;

import io.opentelemetry.common.ComponentLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What holds, and who says so.
///
/// A value that makes no sense is named in a warning, and the default applies. What belongs
/// together is taken from one family of variables: a sampler's argument from where its name comes
/// from, and the headers, with the token in them, from where the endpoint comes from.
///
/// ```java
/// boolean traced = Settings.ofProcess().enables("jdbc");
/// ```
public final class Settings {
  static final String DEFAULT = "default";

  /// Traces a second that `rateLimiting` keeps where no number is given.
  private static final double DEFAULT_RATE = 100;

  /// Share of what succeeds that `errors_or_ratio` keeps where no number is given.
  private static final double DEFAULT_SHARE = 0.1;

  /// Share that `remote` keeps until it is told better, where no number is given.
  private static final double DEFAULT_INITIAL = 0.001;

  /// One setting.
  ///
  /// @param value as the SDK gets it
  /// @param origin the variable or property it comes from, `code`, a profile, or `default`
  public record Setting(String value, String origin) {}

  private final Map<String, Setting> effective = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, ValueKind> known;
  private final Candidates candidates;

  private Settings(
      Surroundings surroundings, Function<String, @Nullable String> code, Available available) {
    known = Known.settings(available);
    candidates = Candidates.read(surroundings, code, known.keySet(), warnings);
    known.keySet().forEach(this::take);
    takeIdentity();
    takeSampler();
    takeLint();
    OtlpDestination.settle(candidates, effective, warnings);
    Backends.settle(candidates, this::makesSense, effective, warnings);
    fallBack(Names.PROPAGATORS, "tracecontext,baggage");
    // Clew takes traces; an exporter of metrics that nobody asked for would complain once a minute.
    fallBack(Names.METRICS_EXPORTER, isOn(Names.RUNTIME_METRICS) ? "otlp" : "none");
    fallBack("otel.logs.exporter", "none");
    if (!value(Names.METRICS_EXPORTER).equals("none")) {
      fallBack(Names.SELF_METRICS, "latest"); // the names of the conventions, not older ones
    }
  }

  static Settings resolve(
      Surroundings surroundings, Function<String, @Nullable String> code, Available available) {
    return new Settings(surroundings, code, available);
  }

  /// What holds in this process where no code says anything.
  ///
  /// ```java
  /// Settings.ofProcess().enables("jdbc");
  /// ```
  public static Settings ofProcess() {
    ComponentLoader classPath = ComponentLoader.forClassLoader(Settings.class.getClassLoader());
    return resolve(Surroundings.ofProcess(), property -> null, Available.through(classPath));
  }

  /// The setting of a property, with its default where there is one; null where nothing is set.
  ///
  /// ```java
  /// settings.get("otel.traces.sampler").origin(); // "TRACE_SAMPLE_RATE"
  /// ```
  public @Nullable Setting get(String property) {
    return effective.get(property);
  }

  /// Everything that holds, by property; secrets as `***`.
  ///
  /// ```java
  /// settings.all().forEach((property, setting) -> log.info(property + " = " + setting.value()));
  /// ```
  public Map<String, Setting> all() {
    Map<String, Setting> all = new LinkedHashMap<>();
    effective.forEach(
        (property, setting) ->
            all.put(
                property,
                Known.isSecret(property) ? new Setting("***", setting.origin()) : setting));
    return all;
  }

  /// Where each exporter sends to, as a URL or `host:port/udp`, by the exporter's name; those of
  /// which that is no setting are missing.
  ///
  /// ```java
  /// settings.destinations().get("otlp").value(); // "http://localhost:4318/v1/traces"
  /// ```
  public Map<String, Setting> destinations() {
    Map<String, Setting> destinations = new LinkedHashMap<>();
    for (String name : value(Names.EXPORTER).split(",")) {
      Backends.destination(name.strip(), this)
          .ifPresent(destination -> destinations.put(name.strip(), destination));
    }
    return destinations;
  }

  /// What was wrong, a sentence each, without a full stop.
  List<String> warnings() {
    return warnings;
  }

  /// For the SDK: what holds, and something harmless for what it would read and must not.
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>(candidates.forTheSdk());
    for (String property : known.keySet()) {
      if (candidates.first(property).isPresent()) {
        properties.put(property, property.endsWith(".compression") ? "none" : "");
      }
    }
    effective.forEach((property, setting) -> properties.put(property, setting.value()));
    return properties;
  }

  String value(String property) {
    Setting setting = effective.get(property);
    return setting == null ? "" : setting.value();
  }

  /// Whether tracing is switched off.
  ///
  /// ```java
  /// if (settings.isDisabled()) {
  ///   return OpenTelemetry.noop();
  /// }
  /// ```
  public boolean isDisabled() {
    return isOn(Names.DISABLED);
  }

  boolean isOn(String property) {
    return value(property).equalsIgnoreCase("true");
  }

  /// Whether an instrumentation is to make spans: `otel.instrumentation.<name>.enabled` says so,
  /// and where it is unset `otel.instrumentation.common.default-enabled`.
  ///
  /// ```java
  /// settings.enables("jdbc");
  /// ```
  public boolean enables(String instrumentation) {
    String property = Names.enabled(instrumentation);
    String deciding = effective.containsKey(property) ? property : Names.INSTRUMENTATIONS_ENABLED;
    return !value(deciding).equalsIgnoreCase("false");
  }

  private void take(String property) {
    candidates.first(property).flatMap(this::checked).ifPresent(this::set);
  }

  private Optional<Candidate> checked(Candidate candidate) {
    if (makesSense(candidate)) {
      return Optional.of(candidate);
    }
    warn(candidate, kindOf(candidate).allowed());
    return Optional.empty();
  }

  private boolean makesSense(Candidate candidate) {
    return kindOf(candidate).accepts().test(candidate.value());
  }

  private ValueKind kindOf(Candidate candidate) {
    return known.getOrDefault(candidate.property(), ValueKind.TEXT);
  }

  private void warn(Candidate candidate, String allowed) {
    String shown = Known.isSecret(candidate.property()) ? "" : " '" + candidate.value() + "'";
    warnings.add(
        "%s%s makes no sense: allowed is %s; the default applies"
            .formatted(candidate.origin(), shown, allowed));
  }

  private void set(Candidate candidate) {
    effective.put(candidate.property(), new Setting(candidate.value(), candidate.origin()));
  }

  private void fallBack(String property, String value) {
    effective.putIfAbsent(property, new Setting(value, DEFAULT));
  }

  private void takeIdentity() {
    fallBack(Names.SERVICE_NAME, MainProgram.name());
    String version = MainProgram.version();
    if (version != null) {
      effective.putIfAbsent(Names.SERVICE_VERSION, new Setting(version, "jar manifest"));
    }
    fallBack(Names.ENVIRONMENT, "development");
  }

  private void takeSampler() {
    effective.remove(Names.SAMPLER_ARG);
    Optional<Candidate> named = candidates.first(Names.SAMPLER);
    Setting sampler = effective.get(Names.SAMPLER);
    if (named.isEmpty() || sampler == null) {
      if (named.isEmpty()) {
        candidates
            .first(Names.SAMPLER_ARG)
            .ifPresent(
                lone ->
                    warnings.add(lone.origin() + " has no effect: no variable names a sampler"));
      }
      takeProfile();
      return;
    }
    Optional<Candidate> argument = candidates.first(Names.SAMPLER_ARG, named.get().family());
    switch (sampler.value()) {
      case "const" -> {
        boolean keeps = Double.parseDouble(number(argument, ValueKind.RATIO, 1).value()) >= 0.5;
        String value = keeps ? "parentbased_always_on" : "parentbased_always_off";
        effective.put(Names.SAMPLER, new Setting(value, sampler.origin()));
      }
      case "probabilistic", "traceidratio", Names.PARENT_RATIO -> {
        effective.put(Names.SAMPLER_ARG, number(argument, ValueKind.RATIO, 1));
        if (sampler.value().equals("probabilistic")) {
          effective.put(Names.SAMPLER, new Setting(Names.PARENT_RATIO, sampler.origin()));
        }
      }
      case Names.ERRORS_OR_RATIO ->
          effective.put(Names.SAMPLER_ARG, number(argument, ValueKind.RATIO, DEFAULT_SHARE));
      case Names.REMOTE ->
          effective.put(Names.SAMPLER_ARG, number(argument, ValueKind.RATIO, DEFAULT_INITIAL));
      case Names.RATE_LIMITING ->
          effective.put(Names.SAMPLER_ARG, number(argument, ValueKind.RATE, DEFAULT_RATE));
      default -> argument.ifPresent(this::set);
    }
  }

  private Setting number(Optional<Candidate> argument, ValueKind kind, double fallback) {
    Setting missing = new Setting(Double.toString(fallback), DEFAULT);
    if (argument.isEmpty()) {
      return missing;
    }
    Candidate given = argument.get();
    if (!kind.accepts().test(given.value())) {
      warn(given, kind.allowed());
      return missing;
    }
    return new Setting(given.value(), given.origin());
  }

  private void takeProfile() {
    Setting source = profileSource();
    Profile profile = Profile.of(source.value());
    String origin = "profile %s by %s".formatted(profile, source.origin());
    if (profile == Profile.DEVELOPMENT) {
      effective.put(Names.SAMPLER, new Setting("parentbased_always_on", origin));
      return;
    }
    effective.put(Names.SAMPLER, new Setting(Names.PARENT_RATIO, origin));
    effective.put(Names.SAMPLER_ARG, new Setting(profile.ratio(), origin));
    warnings.add(
        "the profile '%s', chosen by %s, keeps only %s of all traces; set OTEL_TRACES_SAMPLER to decide yourself"
            .formatted(profile, source.origin(), profile.ratio()));
  }

  /// What chooses the profile: the setting that is made for it, or else the environment.
  private Setting profileSource() {
    Setting chosen = effective.get(Names.PROFILE);
    return chosen == null
        ? effective.getOrDefault(Names.ENVIRONMENT, new Setting("", DEFAULT))
        : chosen;
  }

  /// Where programs are written, and where someone looks for a fault.
  private void takeLint() {
    boolean developing = Profile.of(profileSource().value()) == Profile.DEVELOPMENT;
    fallBack(Names.LINT, Boolean.toString(developing || isOn(Names.DEBUG)));
  }
}
