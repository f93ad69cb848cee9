package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.Settings;

/// Which of the library's instrumentations make spans.
///
/// `OTEL_INSTRUMENTATION_<NAME>_ENABLED=false` switches one off,
/// `OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED=false` all that are not switched on by name.
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
    Settings decided = Tracing.settings();
    return (decided == null ? Settings.ofProcess() : decided).enables(name);
  }
}
