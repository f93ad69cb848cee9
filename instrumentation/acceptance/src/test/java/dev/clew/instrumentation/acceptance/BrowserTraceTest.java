package dev.clew.instrumentation.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.SpanNode;
import dev.clew.instrumentation.test.SpanTree;
import dev.clew.server.config.ClewConfig;
import dev.clew.server.wiring.Clew;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page in a real browser, traced by the real Faro, that calls a program of another origin: one
/// trace of both, as Clew answers with it.
class BrowserTraceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @Row("0.001")
  void theServerGoesOnWithTheTraceOfThePage(
      @TempDir Path data, @TempDir Path work, @TempDir Path browser) throws Exception {
    try (RedisServer redis = RedisServer.start();
        Clew clew = Clew.start(ClewConfig.builder().data(data).ephemeralPorts().build());
        TracedPage page = new TracedPage(work)) {
      clew.ready().join();
      String otlp = "http://localhost:" + clew.ports().otlpHttp();
      Map<String, String> settings =
          Map.of(
              "OTEL_SERVICE_NAME",
              "trademachine-server",
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              otlp,
              "OTEL_BSP_SCHEDULE_DELAY",
              "100",
              "REDIS_PORT",
              String.valueOf(redis.port()),
              "PAGE_ORIGIN",
              page.origin());
      try (ChildProgram server = ChildProgram.start(TrademachineServer.class, settings, work);
          Chromium chromium =
              Chromium.open(page.url(server.url(""), otlp + "/v1/traces"), browser)) {
        JsonNode report = page.reported();
        assertThat(report.path("status").asInt()).as(report.toString()).isEqualTo(200);
        String session = page.collected().at("/meta/session/id").asText();
        assertThat(session).isNotEmpty();

        String traceId = report.get("traceparent").asText().split("-")[1];
        StoredTraces stored = new StoredTraces(clew.ports().query());
        stored.await(
            PATIENCE,
            () -> {
              SpanNode fetch = onlyRoot(stored.tree(traceId));
              assertThat(fetch.name()).isEqualTo("POST");
              assertThat(fetch.kind()).isEqualTo("CLIENT");
              assertThat(fetch.attributes()).containsEntry("session.id", session);
              below(fetch).assertMatches(Files.readString(Path.of("../golden/login.tree")));
            });
      }
    }
  }

  private static SpanNode onlyRoot(SpanTree tree) {
    assertThat(tree.roots()).as(tree.toString()).hasSize(1);
    return tree.roots().getFirst();
  }

  /// Without the span that Faro may make of the preflight.
  private static SpanTree below(SpanNode fetch) {
    List<SpanNode> calls =
        fetch.children().stream().filter(call -> !call.name().equals("CORS Preflight")).toList();
    return SpanTree.ofNodes(calls);
  }
}
