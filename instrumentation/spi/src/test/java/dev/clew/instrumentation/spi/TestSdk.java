package dev.clew.instrumentation.spi;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// An SDK as autoconfiguration builds it in an environment, with an exporter that remembers.
public final class TestSdk implements AutoCloseable {
  private final List<SpanData> exported = new ArrayList<>();
  private final OpenTelemetrySdk sdk;

  /// @param variables names and values in turn
  public TestSdk(String... variables) {
    Map<String, String> environment = new HashMap<>(Map.of("OTEL_TRACES_EXPORTER", "memory"));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    Surroundings surroundings = new Surroundings(environment, Map.of(), Path.of("none"));
    sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .setComponentLoader(new Loader(new ClewConfiguration(surroundings), new Memory()))
            .build()
            .getOpenTelemetrySdk();
  }

  public Tracer tracer() {
    return sdk.getTracer("test");
  }

  public OpenTelemetrySdk openTelemetry() {
    return sdk;
  }

  /// What was exported, after everything that has ended.
  public List<SpanData> exported() {
    sdk.close();
    synchronized (exported) {
      return List.copyOf(exported);
    }
  }

  public List<String> names() {
    return exported().stream().map(SpanData::getName).toList();
  }

  public SpanData exported(String name) {
    Predicate<SpanData> named = span -> span.getName().equals(name);
    return exported().stream().filter(named).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    sdk.close();
  }

  private final class Memory implements ConfigurableSpanExporterProvider, SpanExporter {
    @Override
    public SpanExporter createExporter(ConfigProperties config) {
      return this;
    }

    @Override
    public String getName() {
      return "memory";
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      synchronized (exported) {
        exported.addAll(spans);
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /// Everything on the class path, but for what the test gives.
  private record Loader(ClewConfiguration configuration, ConfigurableSpanExporterProvider exporter)
      implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> type) {
      if (type == AutoConfigurationCustomizerProvider.class) {
        return List.of(type.cast(configuration));
      }
      if (type == ConfigurableSpanExporterProvider.class) {
        return List.of(type.cast(exporter));
      }
      return ComponentLoader.forClassLoader(TestSdk.class.getClassLoader()).load(type);
    }
  }
}
