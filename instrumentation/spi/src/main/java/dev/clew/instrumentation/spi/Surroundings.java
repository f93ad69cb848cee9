package dev.clew.instrumentation.spi;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where settings come from outside the code: the process, and the folder it was started in.
///
/// ```java
/// Surroundings here = Surroundings.ofProcess();
/// ```
///
/// @param variables the environment
/// @param properties the system properties
/// @param folder where a file `.env` may lie
public record Surroundings(
    Map<String, String> variables, Map<String, String> properties, Path folder) {

  /// Those of this process, as they are now.
  ///
  /// ```java
  /// new ClewConfiguration(Surroundings.ofProcess());
  /// ```
  public static Surroundings ofProcess() {
    Map<String, String> properties = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name));
    }
    return new Surroundings(System.getenv(), properties, Path.of(""));
  }

  /// A variable without the quotes that `.env` loaders leave around it; null where unset or blank.
  @Nullable String variable(String name) {
    return unquoted(variables.get(name));
  }

  /// A system property; null where unset or blank.
  @Nullable String property(String name) {
    return unquoted(properties.get(name));
  }

  static @Nullable String unquoted(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    if (text.length() >= 2
        && (text.charAt(0) == '"' || text.charAt(0) == '\'')
        && text.charAt(text.length() - 1) == text.charAt(0)) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text.isEmpty() ? null : text;
  }
}
