package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.Settings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;

/// What the library's instrumentations have in common: whether they make spans, with which
/// OpenTelemetry, and what they say where that fails.
///
/// `OTEL_INSTRUMENTATION_<NAME>_ENABLED=false` switches one off,
/// `OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED=false` all that are not switched on by name.
///
/// ```java
/// boolean traced = Instrumentations.isEnabled("jdbc");
/// ```
public final class Instrumentations {
  private Instrumentations() {}

  /// Whether an instrumentation makes spans, by what {@link Tracing#init} found, or else by this
  /// process's environment.
  ///
  /// ```java
  /// Instrumentations.isEnabled("jdbc"); // false with OTEL_INSTRUMENTATION_JDBC_ENABLED=false
  /// ```
  ///
  /// @param name `http`, `jdbc` or `redis`
  public static boolean isEnabled(String name) {
    Settings decided = Initialization.settings();
    return (decided == null ? Settings.ofProcess() : decided).enables(name);
  }

  /// The global OpenTelemetry, to be asked for again until there is one. Looking takes a lock, so
  /// what is found is to be kept; `GlobalOpenTelemetry.get` would forbid setting it later.
  ///
  /// ```java
  /// OpenTelemetry openTelemetry = Instrumentations.openTelemetry();
  /// ```
  ///
  /// @return null until it is set
  public static @Nullable OpenTelemetry openTelemetry() {
    return GlobalOpenTelemetry.isSet() ? GlobalOpenTelemetry.getOrNoop() : null;
  }

  /// Says in the log that telemetry failed, where the application goes on as if it had not; once a
  /// minute at most, with the number of times it was left unsaid.
  ///
  /// ```java
  /// Instrumentations.failed("naming the span of a request", e);
  /// ```
  ///
  /// @param what what was being done
  public static void failed(String what, Throwable cause) {
    TelemetryLog.failed(what, cause);
  }
}
