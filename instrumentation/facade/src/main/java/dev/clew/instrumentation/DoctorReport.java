package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.Settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What {@link Tracing#doctor} found; its text is made to be read.
///
/// ```java
/// DoctorReport report = Tracing.doctor();
/// if (!report.isHealthy()) {
///   System.err.println(report);
/// }
/// ```
///
/// @param state in a sentence: whether tracing is on, and whose OpenTelemetry it is
/// @param active whether spans are made
/// @param instrumentation the modules of the library on the class path
/// @param settings what holds and where each value comes from, by property; secrets are hidden;
///     empty where an OpenTelemetry was adopted, whose settings its owner knows
/// @param exporters each exporter, with what became of a span that was sent
/// @param probe the span that was sent, in a sentence
public record DoctorReport(
    String state,
    boolean active,
    Set<String> instrumentation,
    Map<String, Setting> settings,
    List<ExporterFinding> exporters,
    String probe) {

  /// What was found of one exporter.
  ///
  /// ```java
  /// report.exporters().get(0).accepted();
  /// ```
  ///
  /// @param name as `otlp`
  /// @param destination where it sends to, with where that was set; empty where that is unknown
  /// @param open whether nothing speaks against someone listening there
  /// @param reachability the same in words
  /// @param accepted whether it delivered the span; over UDP, whether it could be sent
  /// @param delivery the same in words
  public record ExporterFinding(
      String name,
      String destination,
      boolean open,
      String reachability,
      boolean accepted,
      String delivery) {}

  /// Whether spans are made, and every exporter delivered the one that was sent.
  ///
  /// ```java
  /// System.exit(Tracing.doctor().isHealthy() ? 0 : 1);
  /// ```
  public boolean isHealthy() {
    return active && exporters.stream().allMatch(exporter -> exporter.open && exporter.accepted);
  }

  /// A page of text, with a line for each thing found.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(state).append('\n');
    text.append("instrumentation: ")
        .append(instrumentation.isEmpty() ? "none" : String.join(" ", instrumentation))
        .append('\n');
    if (!settings.isEmpty()) {
      text.append("settings:\n");
      settings.forEach(
          (property, setting) ->
              text.append(
                  "  %s = %s (%s)%n".formatted(property, setting.value(), setting.origin())));
    }
    for (ExporterFinding exporter : exporters) {
      text.append("exporter ").append(exporter.name);
      if (!exporter.destination.isEmpty()) {
        text.append(" to ").append(exporter.destination);
      }
      text.append(":\n  ")
          .append(exporter.reachability)
          .append("\n  ")
          .append(exporter.delivery)
          .append('\n');
    }
    return text.append(probe).append('\n').toString();
  }
}
