package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.ClewConfiguration;
import dev.clew.instrumentation.spi.Settings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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

  /// How often, a millisecond apart, a flush is asked for again that may be an earlier one.
  private static final int STALE_FLUSHES = 20;

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

  /// Sends what has ended so far, and waits for it for 2 s at most.
  ///
  /// ```java
  /// boolean sent = tracing.flush();
  /// ```
  ///
  /// @return whether everything was sent; true for one that was adopted, whose owner sends
  public boolean flush() {
    return own == null || join(flush(own.getSdkTracerProvider()));
  }

  /// Sends what has ended, for 2 s at most, and stops. One that was adopted goes on: it has an
  /// owner.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true) || own == null) {
      return;
    }
    SpanLeaks.reportAll();
    long started = System.nanoTime();
    boolean sent = join(flush(own.getSdkTracerProvider()));
    long left = PATIENCE.toNanos() - (System.nanoTime() - started);
    sent &= own.shutdown().join(Math.max(left, 0), TimeUnit.NANOSECONDS).isSuccess();
    if (!sent) {
      TelemetryLog.warn("the last spans could not be sent within " + PATIENCE.toSeconds() + " s");
    }
  }

  private static boolean join(CompletableResultCode result) {
    return result.join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
  }

  /// A flush of its own. For a moment after one flush is done, the SDK's batch processor answers
  /// the next request with it, and what has ended since would be left behind; a new one is not done
  /// at once.
  private static CompletableResultCode flush(SdkTracerProvider provider) {
    CompletableResultCode result = provider.forceFlush();
    for (int again = 0; again < STALE_FLUSHES && result.isDone(); again++) {
      LockSupport.parkNanos(1_000_000);
      result = provider.forceFlush();
    }
    return result;
  }

  boolean isClosed() {
    return closed.get() && own != null;
  }
}
