package dev.clew.instrumentation.jobs;

import org.jspecify.annotations.Nullable;

/// Reads a setting that has a system property and a variable.
final class Setting {
  private Setting() {}

  /// Null where neither is set, or what is set is blank.
  static @Nullable String of(String property, String variable) {
    String given = System.getProperty(property);
    String value = given == null ? System.getenv(variable) : given;
    return value == null || value.isBlank() ? null : value.strip();
  }
}
