package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.agent.AgentProcess.Ended;
import dev.clew.instrumentation.fixtures.PostgresServer;
import dev.clew.instrumentation.fixtures.RedisServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ModulesUnderAgentTest {
  @TempDir static Path folder;
  private static Ended ended;
  private static ReceivedSpans spans;

  @BeforeAll
  static void run() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        PostgresServer postgres = PostgresServer.start();
        RedisServer redis = RedisServer.start()) {
      ended =
          new AgentProcess(folder, receiver)
              .runWithLibrary(
                  LibraryModules.class,
                  Map.of("SERVICE_NAME", "shop", "OTEL_LOGS_EXPORTER", "none"),
                  List.of(postgres.url(), Integer.toString(redis.port())));
    }
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    spans = ended.spans();
  }

  private static String treeWith(String name) {
    return spans.tree(ReceivedSpans.traceId(spans.named(name)));
  }

  @Test
  void aJobsStepsAreThereOnceAroundTheAgentsCommands() {
    assertThat(treeWith("LibraryModules.submit"))
        .isEqualTo(
            """
            INTERNAL LibraryModules.submit
              PRODUCER job-queue
                CLIENT EVAL
                CONSUMER job-claimed
                  INTERNAL process-job
                    CLIENT redis-claim-job
                      CLIENT EVAL
                    INTERNAL service-process-job
                      INTERNAL LibraryModules.draw
                        CLIENT SELECT postgres
                        CLIENT SET
                    CLIENT EVAL
            """);
    // The command that claims a job runs before it can tell whose trace it belongs to.
    assertThat(spans.all().stream().filter(span -> span.getName().startsWith("EVAL"))).hasSize(4);
  }

  @Test
  void aCallThroughABreakerIsOneSpanAroundItsAttempts() {
    assertThat(treeWith("resilience"))
        .isEqualTo(
            """
            INTERNAL resilience
              INTERNAL circuit_breaker.prices
                INTERNAL LibraryModules.askPrice
                INTERNAL LibraryModules.askPrice
            """);
  }

  @Test
  void aFileAndAProcessAreOneSpanEach() {
    assertThat(treeWith("files"))
        .isEqualTo(
            """
            INTERNAL files
              INTERNAL file.write
              INTERNAL component.install
            """);
  }

  @Test
  void aPipelineIsOneSpanWhicheverThreadItRunsOn() {
    assertThat(treeWith("reactor"))
        .isEqualTo(
            """
            INTERNAL reactor
              INTERNAL order.load
                INTERNAL order.count
            """);
  }

  @Test
  void aLogLineHasTheIdsOfTheAgentsSpanOnce() {
    Span span = spans.named("logs");
    assertThat(lineWith("said by java.util.logging"))
        .containsOnlyOnce("trace_id=" + ReceivedSpans.traceId(span))
        .containsOnlyOnce(" span_id=" + ReceivedSpans.spanId(span))
        .containsOnlyOnce("trace_id");
    assertThat(lineWith("said by Logback"))
        .containsOnlyOnce("\"trace_id\":\"%s\"".formatted(ReceivedSpans.traceId(span)))
        .containsOnlyOnce("\"span_id\":\"%s\"".formatted(ReceivedSpans.spanId(span)))
        .containsOnlyOnce("trace_id");
  }

  private static String lineWith(String message) {
    List<String> lines = ended.output().lines().filter(line -> line.contains(message)).toList();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
