package dev.clew.server.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts environment variables into values: `${env:NAME}`, `${env:NAME:-default}` and the same
/// without `env:`; `$$` is a dollar sign.
final class Variables {
  private Variables() {}

  /// @param environment the value of a variable, null where it is not set
  /// @throws IllegalArgumentException when a variable without default is not set, or a brace is
  ///     missing
  static String expand(String text, Function<String, @Nullable String> environment) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0 || dollar + 1 == text.length()) {
        break;
      }
      expanded.append(text, at, dollar);
      char next = text.charAt(dollar + 1);
      if (next == '$') {
        expanded.append('$');
        at = dollar + 2;
      } else if (next == '{') {
        int end = text.indexOf('}', dollar);
        if (end < 0) {
          throw new IllegalArgumentException("'" + text + "' lacks a closing brace");
        }
        expanded.append(value(text.substring(dollar + 2, end), environment));
        at = end + 1;
      } else {
        expanded.append('$');
        at = dollar + 1;
      }
    }
    return expanded.append(text, at, text.length()).toString();
  }

  private static String value(String reference, Function<String, @Nullable String> environment) {
    String name = reference.startsWith("env:") ? reference.substring(4) : reference;
    int dash = name.indexOf(":-");
    String fallback = dash < 0 ? null : name.substring(dash + 2);
    if (dash >= 0) {
      name = name.substring(0, dash);
    }
    String value = environment.apply(name);
    if (value != null && !(value.isEmpty() && fallback != null)) {
      return value;
    }
    if (fallback == null) {
      throw new IllegalArgumentException(
          "the environment variable '"
              + name
              + "' is not set, and ${"
              + reference
              + "} gives no default");
    }
    return fallback;
  }
}
