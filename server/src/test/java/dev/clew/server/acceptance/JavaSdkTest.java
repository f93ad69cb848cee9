package dev.clew.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.wiring.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A Java program under the SDK's autoconfiguration sends to Clew; what it answers is what the SDK
/// held. (That SDK has no exporter for OTLP/JSON.)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaSdkTest {
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
    "grpc, grpc, none",
    "grpc, grpc, gzip",
    "grpc, http, none",
  })
  void sendsByProtocolDoorAndCompression(String protocol, String door, String compression)
      throws IOException, InterruptedException {
    String service = "java " + protocol + " to " + door + " " + compression;
    List<PlacedSpan> sent =
        Application.java()
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

    assertThat(sent).hasSize(2);
    found.assertFound(sent, service, "span.whole.beyond.doubles = 9007199254740993");
  }

  // 2.073 to 2.078, T16: without a protocol this SDK speaks HTTP, to the door known for gRPC.
  @Test
  void sendsUnderTheVariablesOfAService() throws IOException, InterruptedException {
    List<PlacedSpan> sent =
        Application.java()
            .run(
                Map.of(
                    "OTEL_SERVICE_NAME", "servio",
                    "OTEL_SERVICE_VERSION", "1.0.0",
                    "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=production",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint("grpc"),
                    "OTEL_TRACES_SAMPLER", "always_on"));

    assertThat(sent).hasSize(2);
    found.assertFound(sent, "servio", "resource.deployment.environment = \"production\"");
  }

  // Fields that an SDK sets only when it had to leave something out.
  @Test
  void sendsHowMuchWasDropped() throws IOException, InterruptedException {
    List<PlacedSpan> sent =
        Application.java()
            .run(
                Map.of(
                    "OTEL_SERVICE_NAME", "limited",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint("http"),
                    "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "3"));

    assertThat(sent).anyMatch(span -> span.span().getDroppedAttributesCount() > 0);
    found.assertFound(sent, "limited", "kind = server");
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
