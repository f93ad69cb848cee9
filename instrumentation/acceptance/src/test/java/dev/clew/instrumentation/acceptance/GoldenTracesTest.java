package dev.clew.instrumentation.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.TracingHandle;
import dev.clew.instrumentation.TracingOptions;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.SpanTree;
import dev.clew.server.config.ClewConfig;
import dev.clew.server.wiring.Clew;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Programs whose traces, as Clew answers with them, are those of `instrumentation/golden`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTracesTest {
  /// A machine that is busy with other things may make a run slower than drawn.
  private static final int RUNS = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Clew clew;
  private TracingHandle tracing;

  @BeforeAll
  void start(@TempDir Path data) {
    clew = Clew.start(ClewConfig.builder().data(data).ephemeralPorts().build());
    clew.ready().join();
    tracing =
        Tracing.init(
            TracingOptions.builder()
                .service("mangamotion-backend")
                .property(
                    "otel.exporter.otlp.endpoint", "http://localhost:" + clew.ports().otlpHttp())
                .build());
  }

  @AfterAll
  void stop() {
    tracing.close();
    clew.close();
  }

  @Test
  @Row({"4.075", "4.076", "4.024", "4.037", "4.038"})
  void aRefusedUpload() throws Exception {
    try (UploadService service = new UploadService()) {
      assertGolden("failed-upload.tree", () -> post(service.url()));
    }
  }

  @Test // 4.073
  @Row({"4.009", "4.041", "4.056"})
  void anUploadThatIsScannedAfterItsAnswer(@TempDir Path folder) throws Exception {
    try (ScanningService service = new ScanningService(folder)) {
      assertGolden(
          "upload.tree",
          () -> {
            String trace = post(service.url());
            service.awaitScan();
            return trace;
          });
    }
  }

  @Test // 1.135
  void aListThatIsReadFromTheDatabase() throws Exception {
    try (GatewayService service = new GatewayService()) {
      assertGolden("list-blueprints.tree", () -> get(service.url("/api/blueprints")));
    }
  }

  @Test // 1.136
  @Row({"1.084", "1.083"})
  void aBreakerWhoseCallTimesOutAndItsFallback() throws Exception {
    try (GatewayService service = new GatewayService()) {
      String trace =
          assertGolden("generate-iac.tree", () -> post(service.url("/api/iac/generate")));
      assertThat(found("operation.type", "circuit_breaker")).contains(trace);
      assertThat(found("error", "true")).contains(trace);
      assertThat(found("circuit_breaker.result", "success")).doesNotContain(trace);
    }
  }

  @Test // 1.137
  @Row({"1.085"})
  void aCacheThatMissesAndIsFilled() throws Exception {
    try (GatewayService service = new GatewayService()) {
      String trace =
          assertGolden("get-blueprint.tree", () -> get(service.url("/api/blueprints/123")));
      assertThat(found("operation.type", "database")).contains(trace);
      assertThat(found("error", "true")).doesNotContain(trace);
    }
  }

  /// A program whose trace is asked for.
  private interface Program {
    /// Runs it, and returns the id of its trace.
    String run() throws Exception;
  }

  /// Every run has the drawn spans; one of them takes the drawn times, and its trace's id is
  /// returned.
  private String assertGolden(String file, Program program) throws Exception {
    String golden = Files.readString(Path.of("../golden", file));
    for (int run = 1; ; run++) {
      String traceId = program.run();
      SpanTree stored = whole(traceId);
      stored.assertMatches(golden.replaceAll(" {2}\\d+ms", ""));
      try {
        stored.assertMatches(golden);
        return traceId;
      } catch (AssertionError e) {
        if (run == RUNS) {
          throw e;
        }
      }
    }
  }

  /// The trace with its root, which ends a moment after the answer has been sent.
  private SpanTree whole(String traceId) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    SpanTree stored;
    do {
      assertThat(tracing.flush()).isTrue();
      stored = new StoredTraces(clew.ports().query()).tree(traceId);
    } while (stored.roots().isEmpty() && System.nanoTime() < deadline);
    return stored;
  }

  /// The traces that Jaeger's search form finds by a tag.
  private List<String> found(String key, String value) throws Exception {
    return new StoredTraces(clew.ports().query()).byTag("mangamotion-backend", key, value);
  }

  private static String get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private static String post(String url) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("x-user-id", "user-123")
            .POST(HttpRequest.BodyPublishers.ofString("file"))
            .build());
  }

  /// The id of the trace that the answer names.
  private static String send(HttpRequest request) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return answer.headers().firstValue("traceparent").orElseThrow().split("-")[1];
  }
}
