package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.ClewConfiguration;
import dev.clew.instrumentation.spi.Modules;
import dev.clew.instrumentation.spi.Settings;
import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Sets tracing up: adopts the global OpenTelemetry, or builds an SDK and makes it that.
final class TracingSetup {
  private TracingSetup() {}

  /// Sets it up, and tells the library's other parts on the class path.
  static TracingHandle start(TracingOptions options, Surroundings surroundings) {
    TracingHandle handle = setUp(options, surroundings);
    for (ServiceLoader.Provider<TracingListener> listener :
        ServiceLoader.load(TracingListener.class).stream().toList()) {
      try {
        listener.get().started(handle);
      } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
        TelemetryLog.error(
            listener.type().getName() + " could not start: " + rootOf(e) + "; the rest goes on", e);
      }
    }
    return handle;
  }

  private static TracingHandle setUp(TracingOptions options, Surroundings surroundings) {
    if (GlobalOpenTelemetry.isSet()) {
      return adopt(options);
    }
    ClewConfiguration configuration = new ClewConfiguration(surroundings);
    OpenTelemetrySdk sdk;
    try {
      sdk = build(options, configuration);
    } catch (RuntimeException | LinkageError e) {
      TelemetryLog.error("tracing is off: the SDK could not be set up: " + rootOf(e), e);
      return TracingHandle.adopted(OpenTelemetry.noop(), options);
    }
    Settings settings = configuration.settings();
    boolean off = settings != null && settings.isDisabled();
    try {
      // Switched off, the context of callers still travels on; the SDK alone would make spans.
      GlobalOpenTelemetry.set(off ? OpenTelemetry.propagating(sdk.getPropagators()) : sdk);
    } catch (IllegalStateException e) {
      TelemetryLog.debug("another OpenTelemetry was set at the same moment: " + e.getMessage());
      sdk.close();
      return adopt(options);
    }
    TracingHandle handle = TracingHandle.owning(sdk, options, configuration);
    if (options.closesAtExit()) {
      Runtime.getRuntime().addShutdownHook(new Thread(handle::close, "clew-tracing-exit"));
    }
    return handle;
  }

  private static String rootOf(Throwable error) {
    Throwable root = error;
    for (int depth = 0; depth < 10 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static TracingHandle adopt(TracingOptions options) {
    if (GlobalOpenTelemetry.getOrNoop().getTracerProvider() == TracerProvider.noop()) {
      TelemetryLog.warn(
          "tracing is off: the global OpenTelemetry was asked for before Tracing.init(), and does"
              + " nothing from then on; let init be the first line of main");
      return TracingHandle.adopted(OpenTelemetry.noop(), options);
    }
    TelemetryLog.info(
        "tracing is on: with the OpenTelemetry that is there already, instrumentation "
            + Modules.text());
    return TracingHandle.adopted(GlobalOpenTelemetry.getOrNoop(), options);
  }

  private static OpenTelemetrySdk build(TracingOptions options, ClewConfiguration configuration) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .setComponentLoader(new WithConfiguration(configuration, options.exporter()))
        .addPropertiesSupplier(options::properties)
        .build()
        .getOpenTelemetrySdk();
  }

  /// Everything on the class path, but for the configuration, which is the given one, and with the
  /// exporter that the code brought.
  private record WithConfiguration(ClewConfiguration configuration, @Nullable SpanExporter exporter)
      implements ComponentLoader {
    private static final ComponentLoader CLASS_PATH =
        ComponentLoader.forClassLoader(TracingSetup.class.getClassLoader());

    @Override
    public <T> Iterable<T> load(Class<T> type) {
      List<T> providers = new ArrayList<>();
      for (T provider : CLASS_PATH.load(type)) {
        providers.add(provider instanceof ClewConfiguration ? type.cast(configuration) : provider);
      }
      if (type == ConfigurableSpanExporterProvider.class && exporter != null) {
        providers.add(type.cast(new CustomExporter(exporter)));
      }
      if (type == HttpSenderProvider.class && providers.stream().anyMatch(this::isOfJdk)) {
        // What sends gRPC could send HTTP too, and the SDK would not know which one to take.
        providers.removeIf(provider -> !isOfJdk(provider));
      }
      return providers;
    }

    private boolean isOfJdk(Object sender) {
      return sender.getClass().getName().contains(".sender.jdk.");
    }
  }
}
