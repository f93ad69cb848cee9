package dev.clew.instrumentation;

import dev.clew.instrumentation.DoctorReport.ExporterFinding;
import dev.clew.instrumentation.spi.Modules;
import dev.clew.instrumentation.spi.Settings;
import dev.clew.instrumentation.spi.Settings.Setting;
import dev.clew.instrumentation.spi.export.ExporterStatus;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out why no trace arrives: what the settings are and who set them, whether anyone listens
/// where spans are sent to, and what becomes of one that is sent.
///
/// From a shell, with the environment and the class path of the application:
///
/// ```sh
/// java -cp shop.jar dev.clew.instrumentation.Doctor
/// ```
///
/// It ends with 0 where everything works, and with 1 otherwise. {@link Tracing#doctor} is the same
/// within an application.
public final class Doctor {
  static final String PROBE = "clew.doctor";

  /// Samplers keep some traces; one of so many is to be among them.
  private static final int ATTEMPTS = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final @Nullable TracingHandle tracing;

  private Doctor(@Nullable TracingHandle tracing) {
    this.tracing = tracing;
  }

  /// Initialises tracing as the environment says, prints the report, and ends the JVM.
  ///
  /// ```java
  /// Doctor.main();
  /// ```
  public static void main(String... arguments) {
    Tracing.init();
    DoctorReport report = Tracing.doctor();
    System.out.print(report);
    System.exit(report.isHealthy() ? 0 : 1);
  }

  /// @param tracing null where it was not initialised
  static DoctorReport examine(@Nullable TracingHandle tracing) {
    return new Doctor(tracing).examine();
  }

  private DoctorReport examine() {
    Settings settings = tracing == null ? null : tracing.settings();
    Map<String, Setting> shown = settings == null ? Map.of() : settings.all();
    Map<String, Setting> destinations = settings == null ? Map.of() : settings.destinations();
    List<ExporterStatus> before = exporters();
    Span probe = Tracing.isActive() ? probe() : Span.getInvalid();
    List<ExporterFinding> findings = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      findings.add(finding(i, before.get(i), destinations.get(before.get(i).name()), probe));
    }
    return new DoctorReport(
        state(settings), Tracing.isActive(), Modules.names(), shown, findings, text(probe));
  }

  private List<ExporterStatus> exporters() {
    return tracing == null ? List.of() : tracing.exporters();
  }

  private String state(@Nullable Settings settings) {
    if (settings != null && settings.isDisabled()) {
      return "tracing is off: a setting says so";
    } else if (!Tracing.isActive()) {
      return tracing == null
          ? "tracing is off: nobody has called Tracing.init, and there is no agent"
          : "tracing is off: it was closed, or could not be set up; the log says why";
    }
    return tracing == null || tracing.isAdopted()
        ? "tracing is on, with an OpenTelemetry that someone else set up"
        : "tracing is on";
  }

  /// A span that is sampled, where the sampler keeps any of so many.
  private static Span probe() {
    ClewTracer tracer = Tracing.tracer("dev.clew.instrumentation.doctor");
    Span span = Span.getInvalid();
    for (int i = 0; i < ATTEMPTS && !span.getSpanContext().isSampled(); i++) {
      ClewSpan made = tracer.createSpan(PROBE, Context.root());
      span = made.unwrap();
      made.end();
    }
    return span;
  }

  private ExporterFinding finding(
      int index, ExporterStatus before, @Nullable Setting destination, Span probe) {
    Reachability reachability =
        destination == null
            ? new Reachability(true, "where it sends to is not known here")
            : Reachability.of(destination.value());
    boolean sent = probe.getSpanContext().isSampled();
    ExporterStatus after = sent ? afterProbe(index, before) : before;
    boolean accepted =
        after.exported() > before.exported() && after.lostInAll() == before.lostInAll();
    String delivery;
    if (!sent) {
      delivery = "no span was sent";
    } else if (accepted) {
      delivery =
          destination != null && destination.value().endsWith("/udp")
              ? "the probe span was sent; nobody confirms it over UDP"
              : "took the probe span";
    } else if (after.lostInAll() > before.lostInAll()) {
      delivery = "did not take the probe span: " + reasons(before, after);
    } else {
      delivery = "did not answer within " + PATIENCE.toSeconds() + " s";
    }
    return new ExporterFinding(
        before.name(),
        destination == null ? "" : destination.value() + " (" + destination.origin() + ")",
        reachability.isOpen(),
        reachability.text(),
        accepted,
        delivery);
  }

  /// What the exporter has done once it has dealt with the probe.
  private ExporterStatus afterProbe(int index, ExporterStatus before) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ExporterStatus now = before;
    while (isUnchanged(before, now) && System.nanoTime() < deadline && tracing != null) {
      tracing.flush();
      now = tracing.exporters().get(index);
    }
    return now;
  }

  private static boolean isUnchanged(ExporterStatus before, ExporterStatus now) {
    return now.exported() == before.exported() && now.lostInAll() == before.lostInAll();
  }

  private static String reasons(ExporterStatus before, ExporterStatus after) {
    List<String> reasons = new ArrayList<>();
    after
        .lost()
        .forEach(
            (reason, spans) -> {
              if (spans > before.lost().getOrDefault(reason, 0L)) {
                reasons.add(reason);
              }
            });
    return String.join(", ", reasons);
  }

  private String text(Span probe) {
    if (!probe.getSpanContext().isValid()) {
      return "no probe span was made";
    } else if (!probe.getSpanContext().isSampled()) {
      return "the sampler kept none of %d probe spans".formatted(ATTEMPTS);
    }
    String sender = exporters().isEmpty() ? "; who set up OpenTelemetry sends it" : "";
    return "probe span '%s' is in trace %s%s"
        .formatted(PROBE, probe.getSpanContext().getTraceId(), sender);
  }
}
