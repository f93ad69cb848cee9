package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.DoctorReport.ExporterFinding;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DoctorTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void startAnew() {
    Initialization.reset();
  }

  private DoctorReport examine(String... variables) {
    Map<String, String> environment = new HashMap<>(Map.of("CLEW_LINT", "false"));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    Initialization.init(TracingOptions.none(), new Surroundings(environment, Map.of(), folder));
    return Tracing.doctor();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  @Row({"1.123", "4.082"})
  void sendsASpanAndSaysThatItArrived() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      DoctorReport report =
          examine(
              "SERVICE_NAME",
              "gateway",
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              receiver.url(),
              "OTEL_EXPORTER_OTLP_HEADERS",
              "authorization=secret",
              "TRACE_SAMPLE_RATE",
              "0.05");
      assertThat(report.isHealthy()).as(report.toString()).isTrue();
      String port = receiver.url().substring(receiver.url().lastIndexOf(':') + 1);
      assertThat(report.toString().lines())
          .contains(
              "tracing is on",
              "instrumentation: none",
              "  otel.service.name = gateway (SERVICE_NAME)",
              "  otel.traces.sampler = parentbased_traceidratio (TRACE_SAMPLE_RATE)",
              "  otel.traces.sampler.arg = 0.05 (TRACE_SAMPLE_RATE)",
              "  otel.propagators = tracecontext,baggage (default)",
              "exporter otlp to " + receiver.url() + "/v1/traces (OTEL_EXPORTER_OTLP_ENDPOINT):",
              "  port " + port + " is open",
              "  took the probe span")
          .noneMatch(line -> line.contains("secret"));
      assertThat(receiver.spans()).extracting("name").containsExactly("clew.doctor");
      String trace = HexFormat.of().formatHex(receiver.spans().get(0).getTraceId().toByteArray());
      assertThat(report.probe()).isEqualTo("probe span 'clew.doctor' is in trace " + trace);
    }
  }

  @Test
  @Row({"1.123", "4.082", "4.087"})
  void saysThatAPortIsClosed() throws IOException {
    int port = closedPort();
    DoctorReport report = examine("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + port);
    assertThat(report.isHealthy()).isFalse();
    ExporterFinding otlp = report.exporters().get(0);
    assertThat(otlp.open()).isFalse();
    assertThat(otlp.reachability()).startsWith("port " + port + " is closed (");
    assertThat(otlp.accepted()).isFalse();
    assertThat(otlp.delivery()).containsPattern("did not (take the probe span: |answer within)");
  }

  @Test
  @Row({"4.082", "4.087"})
  void saysWhatCanBeKnownOfAUdpPort() throws IOException {
    try (DatagramSocket agent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      int open = agent.getLocalPort();
      DoctorReport report =
          examine("JAEGER_HOST", "127.0.0.1", "JAEGER_PORT", Integer.toString(open));
      ExporterFinding jaeger = report.exporters().get(0);
      assertThat(jaeger)
          .isEqualTo(
              new ExporterFinding(
                  "jaeger",
                  "127.0.0.1:" + open + "/udp (JAEGER_HOST)",
                  true,
                  "UDP port " + open + " refuses no packets, which is all that UDP can tell",
                  true,
                  "the probe span was sent; nobody confirms it over UDP"));
      DatagramPacket packet = new DatagramPacket(new byte[65_000], 65_000);
      do {
        agent.receive(packet);
      } while (packet.getLength() == 1);
      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1))
          .contains("clew.doctor");
    }
    Initialization.reset();
    int closed;
    try (DatagramSocket agent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      closed = agent.getLocalPort();
    }
    DoctorReport report =
        examine("JAEGER_HOST", "127.0.0.1", "JAEGER_PORT", Integer.toString(closed));
    assertThat(report.exporters().get(0).reachability())
        .isEqualTo("UDP port " + closed + " is closed: the host refuses packets");
    assertThat(report.isHealthy()).isFalse();
  }

  @Test
  void saysWhatTheBackendAnswersAndWhichSamplerKeepsNothing() throws IOException {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      DoctorReport report =
          examine(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              receiver.url(),
              "JAEGER_SAMPLER",
              "const",
              "JAEGER_SAMPLER_PARAM",
              "0");
      assertThat(report.probe()).isEqualTo("the sampler kept none of 1000 probe spans");
      assertThat(report.exporters().get(0).delivery()).isEqualTo("no span was sent");
      assertThat(receiver.spans()).isEmpty();
    }
  }

  @Test
  @Row("1.123")
  void saysThatTracingIsOffAndWhy() {
    DoctorReport early = Tracing.doctor();
    assertThat(early.isHealthy()).isFalse();
    assertThat(early.toString())
        .startsWith("tracing is off: nobody has called Tracing.init, and there is no agent\n")
        .endsWith("no probe span was made\n");
    DoctorReport off = examine("TRACING_ENABLED", "false");
    assertThat(off.state()).isEqualTo("tracing is off: a setting says so");
    assertThat(off.settings().get("otel.sdk.disabled").origin()).isEqualTo("TRACING_ENABLED");
  }

  @Test
  void leavesTheSettingsOfAnAdoptedOpenTelemetryToItsOwner() {
    try (OpenTelemetrySdk agent = OpenTelemetrySdk.builder().build()) {
      GlobalOpenTelemetry.set(agent);
      DoctorReport report = examine();
      assertThat(report.isHealthy()).isTrue();
      assertThat(report.state())
          .isEqualTo("tracing is on, with an OpenTelemetry that someone else set up");
      assertThat(report.probe()).endsWith("; who set up OpenTelemetry sends it");
    }
  }

  @Test
  @Row({"1.123", "4.082"})
  void runsFromAShell() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      ProcessBuilder shell =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Doctor.class.getName());
      shell.directory(folder.toFile());
      shell.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url());
      shell.environment().put("SERVICE_NAME", "gateway");
      shell.redirectError(new File(folder.toFile(), "log"));
      Process doctor = shell.start();
      String printed = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(doctor.waitFor()).isZero();
      assertThat(printed.lines())
          .contains("  otel.service.name = gateway (SERVICE_NAME)", "  took the probe span");
      assertThat(receiver.spans()).extracting("name").containsExactly("clew.doctor");
    }
  }
}
