package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.Settings.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The line at the start that says what is active and where each value comes from.
final class StartUpLine {
  private StartUpLine() {}

  static String disabled(Settings settings) {
    Setting disabled = settings.get(Names.DISABLED);
    return "tracing is off (" + (disabled == null ? "default" : disabled.origin()) + ")";
  }

  static String of(Settings settings) {
    List<String> parts = new ArrayList<>();
    add(parts, "service", settings.get(Names.SERVICE_NAME));
    add(parts, "version", settings.get(Names.SERVICE_VERSION));
    add(parts, "environment", settings.get(Names.ENVIRONMENT));
    add(parts, "exporter", settings.get(Names.EXPORTER));
    String[] exporters = settings.value(Names.EXPORTER).split(",");
    for (String exporter : exporters) {
      String name = exporters.length == 1 ? "endpoint" : "endpoint of " + exporter.strip();
      Backends.destination(exporter.strip(), settings)
          .ifPresent(destination -> add(parts, name, destination));
    }
    add(parts, "sampler", settings.get(Names.SAMPLER));
    boolean limited = settings.value(Names.SAMPLER).equals(Names.RATE_LIMITING);
    add(parts, limited ? "traces a second" : "ratio", settings.get(Names.SAMPLER_ARG));
    add(parts, "rules", settings.get(Names.SAMPLER_RULES));
    if (settings.value(Names.SAMPLER).equals(Names.REMOTE)) {
      add(parts, "strategies from", settings.get(Names.REMOTE_ENDPOINT));
    }
    add(parts, "propagators", settings.get(Names.PROPAGATORS));
    parts.add("instrumentation " + Modules.text());
    return "tracing is on: " + String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, @Nullable Setting setting) {
    if (setting != null) {
      parts.add("%s %s (%s)".formatted(name, setting.value(), setting.origin()));
    }
  }
}
