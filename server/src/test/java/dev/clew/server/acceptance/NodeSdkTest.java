package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.wiring.Ports;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Node programs, configured by the environments that teams have, send to Clew; what it answers is
/// what their SDK held.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeSdkTest {
  private ServerProcess server;
  private Ports ports;
  private SentAndFound found;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = ServerProcess.start(folder, "");
    ports = server.awaitReady();
    found = new SentAndFound(ports);
  }

  @AfterAll
  void stop() {
    found.close();
    server.close();
  }

  // T16: each door takes each protocol.
  @ParameterizedTest
  @CsvSource({
    "http/protobuf, http, none",
    "http/protobuf, http, gzip",
    "http/protobuf, grpc, none",
    "http/json, http, none",
    "http/json, http, gzip",
    "http/json, grpc, none",
    "grpc, grpc, none",
    "grpc, grpc, gzip",
    "grpc, http, none",
  })
  void sendsByProtocolDoorAndCompression(String protocol, String door, String compression)
      throws IOException, InterruptedException {
    String service = "node " + protocol + " to " + door + " " + compression;
    List<PlacedSpan> sent =
        Application.node("nested-trace.js")
            .run(
                Map.of(
                    "OTEL_SERVICE_NAME",
                    service,
                    "OTEL_EXPORTER_OTLP_PROTOCOL",
                    protocol,
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    endpoint(door),
                    "OTEL_EXPORTER_OTLP_COMPRESSION",
                    compression));

    assertThat(sent).hasSize(4);
    found.assertFound(sent, service, "span.order.total = 12.5 && span.order.express = false");
  }

  // 0.029 to 0.032: the quotes of the attributes are the value's own when no shell takes them off.
  @Test
  void sendsWithQuotedResourceAttributes() throws IOException, InterruptedException {
    List<PlacedSpan> sent =
        Application.node("nested-trace.js")
            .run(
                Map.of(
                    "OTEL_SERVICE_NAME", "trademachine-server",
                    "OTEL_SERVICE_VERSION", "2.0.1",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint("http"),
                    "OTEL_RESOURCE_ATTRIBUTES",
                        "\"service.name=trademachine-server,service.version=2.0.1\"",
                    "OTEL_TRACES_SAMPLER", "traceidratio",
                    "OTEL_TRACES_SAMPLER_ARG", "1.0"));

    assertThat(sent).hasSize(4);
    found.assertFound(sent, "trademachine-server", "span.http.route = \"/orders\"");
  }

  // 2.073 to 2.078, T16: the default protocol of the SDK meets the door that is known for gRPC.
  @Test
  void sendsATenthWhenASamplerSaysSo() throws IOException, InterruptedException {
    List<PlacedSpan> sent =
        Application.node("nested-trace.js", "300")
            .run(
                Map.of(
                    "OTEL_SERVICE_NAME", "servio",
                    "OTEL_SERVICE_VERSION", "1.0.0",
                    "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=production",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint("grpc"),
                    "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip",
                    "OTEL_BSP_EXPORT_TIMEOUT", "5000",
                    "OTEL_TRACES_SAMPLER", "traceidratio",
                    "OTEL_TRACES_SAMPLER_ARG", "0.1"));

    // Of 600 traces, so many that none or all has a chance below one in 10^27.
    assertThat(sent).hasSizeBetween(1, 1199);
    found.assertFound(sent, "servio", "resource.deployment.environment = \"production\"");
  }

  // 3.085: the name of its own wins over the one among the attributes.
  @Test
  void sendsWithTwoServiceNames() throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("OTEL_SERVICE_NAME", "emp-job-queue-api");
    environment.put("OTEL_SERVICE_VERSION", "1.0.0");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint("http"));
    environment.put(
        "OTEL_RESOURCE_ATTRIBUTES", "service.name=emp-job-queue,deployment.environment=production");
    environment.put("OTEL_TRACES_SAMPLER", "always_on");
    List<PlacedSpan> sent = Application.node("nested-trace.js").run(environment);

    assertThat(sent).hasSize(4);
    found.assertFound(sent, "emp-job-queue-api", "span.order.skus = \"b-2\"");
  }

  // T4
  @Test
  void sendsToTheRootWhenTheEndpointIsTakenForTheUrl() throws IOException, InterruptedException {
    List<PlacedSpan> sent =
        Application.node("exporter-url.js")
            .run(
                Map.of(
                    "OTEL_SERVICE_NAME",
                    "exporter-url",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    endpoint("http")));

    assertThat(sent).hasSize(1);
    found.assertFound(sent, "exporter-url", "span.job.priority = 5");
  }

  // T3, 3.107. A time passes through a double there, which is at most 128 ns off, and through the
  // shortest text for that double, at most another 128.
  @Test
  void sendsWithTheExporterOf2021() throws IOException, InterruptedException {
    List<PlacedSpan> sent =
        Application.node("exporter-2021.js")
            .run(
                Map.of(
                    "OTEL_SERVICE_NAME",
                    "exporter-2021",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    endpoint("http")));
    List<PlacedSpan> answered = found.trace(sent.getFirst().traceId());

    assertThat(sent).hasSize(1);
    assertThat(answered).hasSize(1);
    Span before = sent.getFirst().span();
    Span after = answered.getFirst().span();
    assertThat(Math.abs(after.getStartTimeUnixNano() - before.getStartTimeUnixNano()))
        .isLessThanOrEqualTo(256);
    assertThat(Math.abs(after.getEndTimeUnixNano() - before.getEndTimeUnixNano()))
        .isLessThanOrEqualTo(256);
    Span rounded =
        before.toBuilder()
            .setStartTimeUnixNano(after.getStartTimeUnixNano())
            .setEndTimeUnixNano(after.getEndTimeUnixNano())
            .setFlags(0) // which that exporter does not know
            .build();
    found.assertFound(
        List.of(sent.getFirst().with(rounded)), "exporter-2021", "span.job.attempts = 2");
  }

  private String endpoint(String door) {
    return "http://localhost:"
        + switch (door) {
          case "grpc" -> ports.otlpGrpc();
          case "http" -> ports.otlpHttp();
          default -> throw new IllegalArgumentException(door);
        };
  }
}
