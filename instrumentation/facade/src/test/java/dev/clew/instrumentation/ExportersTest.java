package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.export.ExporterStatus;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Where spans go by what the variables say. How each format looks is tested where it is written.
class ExportersTest extends BackendKit {
  /// Makes one span in an environment, and gives the request it came with.
  private Request trace(String... variables) {
    requests.clear();
    try (TracingHandle tracing = init(TracingOptions.none(), variables)) {
      Tracing.withSpan("pay-the-bill", () -> {});
      assertThat(tracing.flush()).isTrue();
      assertThat(tracing.exporters()).extracting(ExporterStatus::exported).containsExactly(1L);
    }
    assertThat(requests).hasSize(1);
    assertThat(new String(requests.get(0).body(), StandardCharsets.UTF_8)).contains("pay-the-bill");
    return requests.get(0);
  }

  private String startUpLine() {
    return log.lines().stream()
        .filter(line -> line.startsWith("INFO tracing is on"))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @Test
  @Row({"1.052", "4.005", "2.011"})
  void anEndpointOfJaegerAloneChoosesThriftOverHttp() {
    Request request = trace("JAEGER_ENDPOINT", "{url}/api/traces");
    assertThat(request.line()).isEqualTo("POST /api/traces");
    assertThat(request.contentType()).isEqualTo("application/vnd.apache.thrift.binary");
    assertThat(request.authorization()).isEqualTo("null");
    assertThat(startUpLine())
        .contains("exporter jaeger (JAEGER_ENDPOINT)")
        .contains("/api/traces (JAEGER_ENDPOINT)");
    assertThat(log.lines())
        .noneMatch(line -> line.startsWith("WARNING") && line.contains("JAEGER"));
  }

  @Test
  @Row({"2.087", "2.088", "2.011"})
  void aBackendIsChosenByItsName() {
    assertThat(trace("TRACE_BACKEND", "jaeger", "TRACE_JAEGER_ENDPOINT", "{url}/api/traces").line())
        .isEqualTo("POST /api/traces");
    assertThat(trace("TRACE_JAEGER_ENDPOINT", "{url}").line()).isEqualTo("POST /api/traces");
    assertThat(
            trace("TRACE_BACKEND", "zipkin", "OTEL_EXPORTER_ZIPKIN_ENDPOINT", "{url}/api/v2/spans"))
        .returns("POST /api/v2/spans", Request::line)
        .returns("application/json", Request::contentType);
    assertThat(trace("TRACE_BACKEND", "tempo", "OTEL_EXPORTER_OTLP_ENDPOINT", "{url}").line())
        .isEqualTo("POST /v1/traces");
    assertThat(trace("TRACE_BACKEND", "Datadog", "DD_TRACE_AGENT_URL", "{url}").line())
        .isEqualTo("PUT /v0.4/traces");
    init(TracingOptions.none(), "TRACE_BACKEND", "custom").close();
    assertThat(log.lines())
        .anyMatch(line -> line.startsWith("WARNING TRACE_BACKEND 'custom' makes no sense"));
  }

  @Test
  @Row({"2.082", "2.011", "3.012"})
  void anAddressOfDatadogsAgentAloneChoosesItsProtocol() {
    assertThat(trace("DD_TRACE_AGENT_URL", "{url}"))
        .returns("PUT /v0.4/traces", Request::line)
        .returns("application/msgpack", Request::contentType);
    String port = Integer.toString(backend.getAddress().getPort());
    assertThat(trace("DD_AGENT_HOST", "localhost", "DD_TRACE_AGENT_PORT", port).line())
        .isEqualTo("PUT /v0.4/traces");
    assertThat(startUpLine()).contains("exporter datadog (DD_AGENT_HOST)");
  }

  @Test
  @Row({"4.027", "4.028", "4.005"})
  void aHostAndAPortOfJaegerChooseItsCompactThriftOverUdp() throws IOException {
    try (DatagramSocket agent = new DatagramSocket(loopback())) {
      agent.setSoTimeout(60_000);
      String port = Integer.toString(agent.getLocalPort());
      for (String[] variables :
          new String[][] {
            {"JAEGER_HOST", "localhost", "JAEGER_PORT", port},
            {"JAEGER_AGENT_HOST", "127.0.0.1", "JAEGER_AGENT_PORT", port},
            {"JAEGER_PORT", port},
            {"JAEGER_AGENT_PORT", port, "JAEGER_PORT", "1", "JAEGER_HOST", "localhost"},
          }) {
        try (TracingHandle tracing = init(TracingOptions.none(), variables)) {
          Tracing.withSpan("pay-the-bill", () -> {});
          assertThat(tracing.flush()).isTrue();
        }
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        agent.receive(packet);
        String text =
            new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        assertThat(packet.getData()[0]).isEqualTo((byte) 0x82); // Thrift's compact protocol
        assertThat(text).contains("emitBatch").contains("pay-the-bill");
      }
      assertThat(startUpLine()).contains("exporter jaeger").contains(":" + port + "/udp");
    }
    assertThat(log.lines())
        .noneMatch(line -> line.startsWith("WARNING") && !line.contains(" lost "));
  }

  @Test
  void aTokenGoesOnlyToTheEndpointOfItsFamily() {
    String[] secrets = {"JAEGER_USER", "me", "JAEGER_PASSWORD", "secret"};
    assertThat(
            trace("JAEGER_ENDPOINT", "{url}", secrets[0], secrets[1], secrets[2], secrets[3])
                .authorization())
        .isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(trace("JAEGER_ENDPOINT", "{url}", "JAEGER_AUTH_TOKEN", "secret").authorization())
        .isEqualTo("Bearer secret");
    assertThat(
            trace("TRACE_JAEGER_ENDPOINT", "{url}", "JAEGER_AUTH_TOKEN", "secret").authorization())
        .isEqualTo("null");
    assertThat(
            trace("OTEL_EXPORTER_JAEGER_ENDPOINT", "{url}", "JAEGER_AUTH_TOKEN", "secret")
                .authorization())
        .isEqualTo("null");
    assertThat(
            trace("DD_TRACE_AGENT_URL", "{url}", "OTEL_EXPORTER_OTLP_HEADERS", "authorization=x")
                .authorization())
        .isEqualTo("null");
    assertThat(log.lines()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void anEndpointThatNothingSendsToIsNamed() {
    trace("OTEL_EXPORTER_OTLP_ENDPOINT", "{url}", "JAEGER_ENDPOINT", "http://jaeger:14268");
    assertThat(log.lines())
        .contains(
            "WARNING JAEGER_ENDPOINT has no effect: the exporter is otlp (default); add 'jaeger'"
                + " to OTEL_TRACES_EXPORTER to send there too");
    trace("JAEGER_ENDPOINT", "{url}", "JAEGER_HOST", "jaeger");
    assertThat(log.lines())
        .contains("WARNING JAEGER_HOST has no effect: JAEGER_ENDPOINT says to send over HTTP");
  }

  @Test
  @Row({"4.101", "3.010"})
  void sendsToSeveralBackendsAndLosesNothingForOneThatHangs() throws IOException {
    try (ServerSocket hanging = new ServerSocket();
        TracingHandle tracing = hangingBeside(hanging)) {
      for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 1_000; i++) {
          Tracing.withSpan("span", () -> {});
        }
        int soFar = (round + 1) * 1_000;
        await(() -> statusOf("jaeger", tracing).waiting() < 512);
        assertThat(statusOf("jaeger", tracing).lost()).as("after %d", soFar).isEmpty();
      }
      tracing.flush(); // in vain for the one that hangs
      await(() -> statusOf("jaeger", tracing).exported() == 10_000);
      ExporterStatus zipkin = statusOf("zipkin", tracing);
      assertThat(zipkin.exported()).isZero();
      assertThat(zipkin.waiting()).isLessThanOrEqualTo(2048);
      assertThat(zipkin.lost()).containsKey("queue_full");
      await(
          () ->
              log.lines().stream().anyMatch(line -> line.contains("the exporter 'zipkin' lost ")));
    }
  }

  private TracingHandle hangingBeside(ServerSocket hanging) throws IOException {
    hanging.bind(loopback()); // the system takes connections, and nobody reads from them
    return init(
        TracingOptions.none(),
        "OTEL_TRACES_EXPORTER",
        "zipkin,jaeger",
        "JAEGER_ENDPOINT",
        "{url}",
        "OTEL_EXPORTER_ZIPKIN_ENDPOINT",
        "http://localhost:" + hanging.getLocalPort(),
        "OTEL_EXPORTER_ZIPKIN_TIMEOUT",
        "30000");
  }

  private static ExporterStatus statusOf(String exporter, TracingHandle tracing) {
    return tracing.exporters().stream()
        .filter(status -> status.name().equals(exporter))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Row("3.010")
  void sendsEachSpanAsItEndsWhereAsked() {
    try (TracingHandle tracing =
        init(
            TracingOptions.none(),
            "CLEW_SPAN_PROCESSOR",
            "simple",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "{url}")) {
      for (int i = 1; i <= 3; i++) {
        int soFar = i;
        Tracing.withSpan("span", () -> {});
        await(() -> requests.size() == soFar);
      }
    }
  }
}
