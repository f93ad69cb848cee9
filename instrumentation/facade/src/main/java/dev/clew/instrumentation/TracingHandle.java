package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.ClewConfiguration;
import dev.clew.instrumentation.spi.Settings;
import dev.clew.instrumentation.spi.export.ExporterStatus;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Tracing that was initialised, until it is closed.
///
/// ```java
/// try (TracingHandle tracing = Tracing.init()) {
///   new Server().run();
/// }
/// ```
///
/// A program that does not close it loses nothing: the JVM's regular exit does.
public final class TracingHandle implements AutoCloseable {
  /// How long closing waits for the last spans to be sent.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final OpenTelemetry openTelemetry;
  private final @Nullable OpenTelemetrySdk own;
  private final TracingOptions options;
  private final @Nullable ClewConfiguration configuration;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TracingHandle(
      OpenTelemetry openTelemetry,
      @Nullable OpenTelemetrySdk own,
      TracingOptions options,
      @Nullable ClewConfiguration configuration) {
    this.openTelemetry = openTelemetry;
    this.own = own;
    this.options = options;
    this.configuration = configuration;
  }

  /// For an OpenTelemetry that someone else set up, and will shut down.
  static TracingHandle adopted(OpenTelemetry openTelemetry, TracingOptions options) {
    return new TracingHandle(openTelemetry, null, options, null);
  }

  static TracingHandle owning(
      OpenTelemetrySdk sdk, TracingOptions options, ClewConfiguration configuration) {
    return new TracingHandle(sdk, sdk, options, configuration);
  }

  /// How its own SDK was configured; null where another was adopted.
  @Nullable ClewConfiguration configuration() {
    return configuration;
  }

  TracingOptions options() {
    return options;
  }

  /// Null where someone else has decided.
  @Nullable Settings settings() {
    return configuration == null ? null : configuration.settings();
  }

  /// The OpenTelemetry that traces now: its own, or the one that was there before.
  ///
  /// ```java
  /// Meter meter = tracing.openTelemetry().getMeter("shop");
  /// ```
  public OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /// Whether another OpenTelemetry was there already, an agent's or a framework's, and is used.
  ///
  /// ```java
  /// if (tracing.isAdopted()) {
  ///   log.info("an agent traces this process");
  /// }
  /// ```
  public boolean isAdopted() {
    return own == null;
  }

  /// What a setting is, by the name of its property; of an OpenTelemetry that was adopted, only
  /// what the code says is known here.
  ///
  /// ```java
  /// String service = tracing.setting("otel.service.name");
  /// ```
  ///
  /// @return null where nothing is set
  public @Nullable String setting(String property) {
    Settings settings = settings();
    if (settings == null) {
      return options.properties().get(property);
    }
    Settings.Setting setting = settings.get(property);
    return setting == null ? null : setting.value();
  }

  /// What each exporter has delivered and lost so far; empty for one that was adopted.
  ///
  /// ```java
  /// long lost = tracing.exporters().get(0).lostInAll();
  /// ```
  public List<ExporterStatus> exporters() {
    return configuration == null ? List.of() : configuration.exporters();
  }

  /// Sends what has ended so far, and waits for it for 2 s at most.
  ///
  /// ```java
  /// boolean sent = tracing.flush();
  /// ```
  ///
  /// @return whether everything was sent; true for one that was adopted, whose owner sends
  public boolean flush() {
    return own == null || join(own.getSdkTracerProvider().forceFlush());
  }

  /// Sends what has ended, for 2 s at most, and stops. One that was adopted goes on: it has an
  /// owner.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true) || own == null) {
      return;
    }
    SpanLeaks.reportAll();
    if (!join(own.shutdown())) {
      TelemetryLog.warn("the last spans could not be sent within " + PATIENCE.toSeconds() + " s");
    }
  }

  private static boolean join(CompletableResultCode result) {
    return result.join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
  }

  boolean isClosed() {
    return closed.get() && own != null;
  }
}
