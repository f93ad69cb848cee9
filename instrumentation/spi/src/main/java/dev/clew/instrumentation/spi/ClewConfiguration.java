package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.export.ExporterStatus;
import dev.clew.instrumentation.spi.export.Exporters;
import dev.clew.instrumentation.spi.sampling.ConfiguredSampler;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Configures the OpenTelemetry SDK, or its agent, from the variables of every tracer that Clew
/// knows.
///
/// The SDK finds it by itself. What holds is decided by {@link Settings}, and said in one line at
/// the start with the place each value comes from.
///
/// ```java
/// ClewConfiguration configuration = new ClewConfiguration(Surroundings.ofProcess());
/// ```
public final class ClewConfiguration implements AutoConfigurationCustomizerProvider {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  private final Surroundings surroundings;
  private final Exporters exporters = new Exporters();
  private @Nullable Settings settings;

  /// For the SDK: reads the environment of this process.
  public ClewConfiguration() {
    this(Surroundings.ofProcess());
  }

  /// Reads an environment that is given.
  ///
  /// ```java
  /// new ClewConfiguration(new Surroundings(Map.of("SERVICE_NAME", "shop"), Map.of(), folder));
  /// ```
  public ClewConfiguration(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// What was decided; null until the SDK has asked.
  ///
  /// ```java
  /// configuration.settings().get("otel.service.name").value();
  /// ```
  public @Nullable Settings settings() {
    return settings;
  }

  /// What each exporter has done so far; empty until the SDK has been built.
  ///
  /// ```java
  /// configuration.exporters().get(0).lost();
  /// ```
  public List<ExporterStatus> exporters() {
    return exporters.status();
  }

  /// After all other providers, so that what they propose is known, and what they wrap is taken.
  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addPropertiesCustomizer(this::decide);
    customizer.addResourceCustomizer(this::describe);
    customizer.addPropagatorCustomizer(
        (propagator, config) -> new FirstWins(String.join(", ", propagator.fields()), propagator));
    customizer.addSamplerCustomizer(
        (sampler, config) -> ConfiguredSampler.of(sampler, config, LOGGER::warning));
    customizer.addTracerProviderCustomizer(this::watch);
    customizer.addTracerProviderCustomizer(
        (provider, config) ->
            config.getList(Names.PROPAGATORS).contains("xrequestid")
                ? provider.addSpanProcessor(new RequestIdPropagator.Attribute())
                : provider);
    // Last: it takes what the others have made.
    exporters.takeOver(customizer, SpanPipeline::before);
  }

  private Map<String, String> decide(ConfigProperties config) {
    Settings decided =
        Settings.resolve(
            surroundings,
            property -> Surroundings.unquoted(config.getString(property)),
            Available.through(config.getComponentLoader()));
    settings = decided;
    if (decided.isOn(Names.DEBUG)) {
      DebugMode.turnOn(LOGGER);
    }
    for (String warning : decided.warnings()) {
      LOGGER.warning(warning);
    }
    LOGGER.info(decided.isDisabled() ? StartUpLine.disabled(decided) : StartUpLine.of(decided));
    return decided.properties();
  }

  private SdkTracerProviderBuilder watch(
      SdkTracerProviderBuilder provider, ConfigProperties config) {
    Settings decided = settings;
    if (decided != null && decided.isOn(Names.ANALYTICS)) {
      provider.addSpanProcessor(new AnalyticsAttribute());
    }
    if (decided != null && decided.isOn(Names.LINT)) {
      provider.addSpanProcessor(Lint.allowing(decided.value(Names.LINT_ALLOW)));
    }
    return provider;
  }

  private Resource describe(Resource resource, ConfigProperties config) {
    Settings decided = settings;
    if (decided == null) {
      return resource;
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service.version", decided.value(Names.SERVICE_VERSION));
    attributes.put("deployment.environment", decided.value(Names.ENVIRONMENT));
    attributes.put("deployment.environment.name", decided.value(Names.ENVIRONMENT));
    attributes.put("machine.id", decided.value(Names.MACHINE_ID));
    attributes.put("worker.id", decided.value(Names.WORKER_ID));
    attributes.put("service.region", decided.value(Names.SERVICE_REGION));
    AttributesBuilder described = Attributes.builder();
    attributes.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            described.put(key, value);
          }
        });
    return resource.merge(Resource.create(described.build()));
  }
}
