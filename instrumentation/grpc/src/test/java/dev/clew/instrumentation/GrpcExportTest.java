package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// In the facade's package, to give it an environment.
class GrpcExportTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void reset() {
    Initialization.reset();
  }

  private TracingHandle init(Map<String, String> variables) {
    return Initialization.init(
        TracingOptions.none(), new Surroundings(variables, Map.of(), folder));
  }

  @Test
  @Row({"2.019", "0.037", "3.036"})
  void sendsOtlpOverGrpc() throws Exception {
    try (GrpcReceiver receiver = new GrpcReceiver();
        TracingHandle tracing =
            init(
                Map.of(
                    "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url(),
                    "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip",
                    "OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=a"))) {
      for (int i = 0; i < 600; i++) {
        Tracing.withSpan("span", () -> Tracing.setAttribute("text", "x".repeat(200)));
      }
      assertThat(tracing.flush()).isTrue();
      assertThat(receiver.spans()).hasSize(600).extracting(Span::getName).containsOnly("span");
      assertThat(receiver.header("grpc-encoding")).isEqualTo("gzip");
      assertThat(receiver.header("x-tenant")).isEqualTo("a");
      assertThat(tracing.exporters()).hasSize(1);
      assertThat(tracing.exporters().get(0).exported()).isEqualTo(600);
    }
  }

  @Test
  void leavesHttpToTheJdksClient() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        TracingHandle tracing = init(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url()))) {
      Tracing.withSpan("span", () -> {});
      assertThat(tracing.flush()).isTrue();
      assertThat(receiver.all().get(0).headers().get("user-agent")).startsWith("OTel-OTLP");
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("okhttp"))
          .anyMatch(thread -> thread.getName().startsWith("HttpClient"));
    }
  }

  @Test
  @Row("2.024")
  void sendsToPort4317ByDefault() {
    init(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")).close();
    assertThat(log.lines().get(0)).contains("endpoint http://localhost:4317 (default)");
    assertThat(log.lines()).noneMatch(line -> line.startsWith("WARNING"));
  }
}
