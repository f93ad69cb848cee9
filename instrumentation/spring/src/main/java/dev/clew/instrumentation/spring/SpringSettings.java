package dev.clew.instrumentation.spring;

import dev.clew.instrumentation.TracingOptions;
import java.util.Collection;
import java.util.TreeSet;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/// What Spring's environment says about tracing: the properties `otel.*` and `clew.*` of its files
/// and arguments, and the application's name.
final class SpringSettings {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  private SpringSettings() {}

  /// The same as options, over which the environment of the process has precedence.
  static TracingOptions.Builder of(ConfigurableEnvironment environment) {
    TracingOptions.Builder options = TracingOptions.builder();
    String application = valueOf("spring.application.name", environment);
    if (application != null && !application.isBlank()) {
      options.service(application);
    }
    for (String name : names(environment)) {
      String value = valueOf(name, environment);
      if (value != null) {
        options.property(name, value);
      }
    }
    return options;
  }

  /// Those of the process itself are left out: the library reads them, with others beside them.
  private static Collection<String> names(ConfigurableEnvironment environment) {
    Collection<String> names = new TreeSet<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      boolean ofProcess =
          source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
              || source
                  .getName()
                  .equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
      if (!ofProcess && source instanceof EnumerablePropertySource<?> listed) {
        for (String name : listed.getPropertyNames()) {
          if (name.startsWith("otel.") || name.startsWith("clew.")) {
            names.add(name.replaceFirst("\\[\\d+]$", ""));
          }
        }
      }
    }
    return names;
  }

  /// A text, or the texts of a list; null where it cannot be resolved.
  private static @Nullable String valueOf(String name, ConfigurableEnvironment environment) {
    try {
      String first = environment.getProperty(name + "[0]");
      if (first == null) {
        return environment.getProperty(name);
      }
      StringBuilder list = new StringBuilder(first);
      String next = environment.getProperty(name + "[1]");
      for (int i = 2; next != null; i++) {
        list.append(',').append(next);
        next = environment.getProperty(name + "[" + i + "]");
      }
      return list.toString();
    } catch (IllegalArgumentException e) {
      LOGGER.warning("the property '" + name + "' is left out: " + e.getMessage());
      return null;
    }
  }
}
