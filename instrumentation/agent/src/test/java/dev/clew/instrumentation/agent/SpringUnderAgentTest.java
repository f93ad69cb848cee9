package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.agent.AgentProcess.Ended;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SpringUnderAgentTest {
  @TempDir Path folder;

  @Test
  void aRequestAndAMethodWithTraceAreOneSpanEach() throws Exception {
    Ended ended;
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      ended =
          new AgentProcess(folder, receiver)
              .runWithLibrary(
                  LibraryBoot.class,
                  Map.of("SERVICE_NAME", "shop", "OTEL_LOGS_EXPORTER", "none"),
                  List.of());
    }
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("7 costs 12.50");
    Span request = ended.spans().named("GET /orders/{id}");
    assertThat(ended.spans().tree(ReceivedSpans.traceId(request)))
        .isEqualTo(
            """
            CLIENT GET
              SERVER GET /orders/{id}
                INTERNAL Prices.of
            """);
    assertThat(ReceivedSpans.attributes(request)).containsEntry("correlation.id", "r-19");
  }
}
