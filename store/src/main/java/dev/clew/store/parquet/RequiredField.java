package dev.clew.store.parquet;

import org.jspecify.annotations.Nullable;

/// A field of Parquet's metadata that must be there.
final class RequiredField {
  private RequiredField() {}

  /// The value itself.
  ///
  /// @throws MalformedPageException where it is missing
  static <T> T of(@Nullable T value, String name) {
    if (value == null) {
      throw new MalformedPageException("no " + name);
    }
    return value;
  }
}
