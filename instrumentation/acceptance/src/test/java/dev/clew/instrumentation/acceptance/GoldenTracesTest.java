package dev.clew.instrumentation.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.PostgresServer;
import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.server.config.ClewConfig;
import dev.clew.server.wiring.Clew;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Programs in processes of their own, with real databases, whose traces, as Clew answers with
/// them, are those of `instrumentation/golden`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTracesTest {
  /// A machine that is busy with other things may make a run slower than drawn.
  private static final int RUNS = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private Clew clew;
  private PostgresServer postgres;
  private RedisServer redis;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path data) throws SQLException {
    postgres = PostgresServer.start();
    redis = RedisServer.start();
    try (Connection connection = DriverManager.getConnection(postgres.url());
        Statement statement = connection.createStatement()) {
      statement.execute("create table blueprints (id int, name text)");
      statement.execute("insert into blueprints values (123, 'bridge')");
      statement.execute("create table orders (user_id text, items int)");
    }
    clew = Clew.start(ClewConfig.builder().data(data).ephemeralPorts().build());
    clew.ready().join();
  }

  @BeforeEach
  void anEmptyFolder(@TempDir Path given) {
    folder = given;
  }

  @AfterAll
  void stop() {
    clew.close();
    redis.close();
    postgres.close();
  }

  @Test
  @Row({"0.016", "0.017", "0.018", "0.021", "0.023", "0.014", "0.031", "0.032", "0.083"})
  void aLogInWithASessionInRedis() throws Exception {
    try (ChildProgram server = trademachine()) {
      assertGolden("login.tree", () -> send(post(server, "/auth/login", "x-user-id", "user-7")));
    }
  }

  @Test
  @Row({"0.024", "0.025", "0.028", "0.048"})
  void aRefusedLogIn() throws Exception {
    try (ChildProgram server = trademachine()) {
      assertGolden("failed-login.tree", () -> send(post(server, "/auth/login", "accept", "*/*")));
    }
  }

  @Test
  @Row({"0.041", "0.057", "0.058", "0.084", "0.086", "0.015"})
  void aMailThatAWorkerSends() throws Exception {
    try (ChildProgram server = trademachine()) {
      assertGolden(
          "reset-mail.tree",
          () -> send(post(server, "/auth/login/sendResetEmailOban", "accept", "*/*")));
    }
  }

  @Test
  @Row({"1.135", "1.003", "1.018", "1.019", "1.053", "1.054", "1.055"})
  void aListOfBlueprints() throws Exception {
    try (ChildProgram gateway = gateway()) {
      assertGolden("list-blueprints.tree", () -> send(get(gateway, "/api/blueprints")));
    }
  }

  @Test
  @Row({"1.136", "1.083", "1.084", "1.005", "1.048", "1.051", "1.093", "1.094", "1.095", "1.096"})
  void aGeneratorThatDoesNotAnswer() throws Exception {
    try (ChildProgram gateway = gateway()) {
      assertGolden(
          "generate-iac.tree", () -> send(post(gateway, "/api/iac/generate", "accept", "*/*")));
    }
  }

  @Test
  @Row({"1.137", "1.085", "1.006", "1.049", "1.098", "1.099", "1.100", "1.101"})
  void aBlueprintThatIsNotInTheCache() throws Exception {
    try (ChildProgram gateway = gateway()) {
      String trace =
          assertGolden(
              "get-blueprint.tree",
              () -> {
                redis.flush();
                return send(get(gateway, "/api/blueprints/123"));
              });
      assertThat(found("operation.type", "database")).contains(trace);
      assertThat(found("error", "true")).doesNotContain(trace);
    }
  }

  @Test
  @Row({"1.044", "1.045", "1.046", "1.086", "1.089", "1.090", "1.091", "1.092", "1.088"})
  void anOrderThatIsTracedByHand() throws Exception {
    try (ChildProgram gateway = gateway()) {
      assertGolden(
          "order-process.tree",
          () ->
              send(
                  post(
                      gateway,
                      "/api/orders",
                      "x-user-id",
                      "user-1",
                      "x-user-subscription",
                      "pro")));
    }
  }

  @Test
  @Row({"2.028", "2.034", "2.041", "2.042", "2.043", "2.044", "2.045", "2.118", "2.119"})
  void anOrderOverThreeLayers() throws Exception {
    try (ChildProgram servio = servio()) {
      assertGolden("create-order.tree", () -> send(get(servio, "/api/orders?3")));
    }
  }

  @Test
  @Row({"2.031", "2.032"})
  void anOrderThatIsNone() throws Exception {
    try (ChildProgram servio = servio()) {
      assertGolden("failed-order.tree", () -> send(get(servio, "/api/orders?0")));
    }
  }

  @Test
  @Row({"3.078", "3.042", "3.066", "3.081", "3.082", "3.018", "3.088", "3.089", "3.103", "1.139"})
  void aJobOverThreeProcesses() throws Exception {
    Map<String, String> machine =
        Map.of(
            "OTEL_TRACES_SAMPLER", "traceidratio",
            "OTEL_TRACES_SAMPLER_ARG", "1.0",
            "MACHINE_ID", "machine-prod-01",
            "WORKER_ID", "worker-gpu-01",
            "RAILWAY_ENVIRONMENT", "production",
            "RAILWAY_REGION", "us-west1");
    String attributes = "service.name=emp-job-queue,deployment.environment=production";
    try (ChildProgram api =
            start(
                EmpApi.class,
                with(
                    machine,
                    Map.of(
                        "OTEL_SERVICE_NAME",
                        "emp-job-queue-api",
                        "OTEL_RESOURCE_ATTRIBUTES",
                        attributes)));
        ChildProgram worker =
            start(EmpWorker.class, with(machine, Map.of("OTEL_SERVICE_NAME", "emp-worker")));
        ChildProgram emp =
            start(
                EmpClient.class,
                Map.of("OTEL_SERVICE_NAME", "emp-client", "API_URL", api.url("")))) {
      assertGolden("job.tree", () -> send(get(emp, "/go")));
      assertThat(worker.url("")).isNotEmpty();
    }
  }

  @Test
  @Row({"4.006", "4.007", "4.016", "4.018", "4.019"})
  void aPresignedUpload() throws Exception {
    try (ChildProgram backend = mangamotion()) {
      assertGolden("presign.tree", () -> send(post(backend, "/api/presign", "accept", "*/*")));
    }
  }

  @Test
  @Row({"4.073", "4.074", "4.008", "4.009", "4.041", "4.039", "4.040", "4.054", "4.055", "4.056"})
  void anUploadWhoseScanGoesOn() throws Exception {
    try (ChildProgram backend = mangamotion()) {
      assertGolden(
          "upload.tree", () -> send(post(backend, "/api/upload", "x-user-id", "user-123")));
    }
  }

  @Test
  @Row({"4.075", "4.076", "4.024", "4.037", "4.038"})
  void aRefusedUpload() throws Exception {
    try (ChildProgram backend = mangamotion()) {
      assertGolden(
          "failed-upload.tree", () -> send(post(backend, "/api/upload", "x-refuse", "true")));
    }
  }

  private ChildProgram trademachine() throws IOException {
    return start(
        TrademachineServer.class,
        Map.of(
            "OTEL_SERVICE_NAME", "trademachine-server",
            "OTEL_SERVICE_VERSION", "2.0.1",
            "OTEL_RESOURCE_ATTRIBUTES",
                "\"service.name=trademachine-server,service.version=2.0.1\"",
            "OTEL_TRACES_SAMPLER", "traceidratio",
            "OTEL_TRACES_SAMPLER_ARG", "1.0"));
  }

  /// With an endpoint of Jaeger, which the setting of OpenTelemetry's overrules.
  private ChildProgram gateway() throws IOException {
    return start(
        ApiGateway.class,
        Map.of(
            "JAEGER_ENDPOINT", "http://jaeger:14268/api/traces",
            "OTEL_TRACES_EXPORTER", "otlp",
            "SERVICE_NAME", "api-gateway",
            "SERVICE_VERSION", "1.0.0",
            "NODE_ENV", "development"));
  }

  private ChildProgram servio() throws IOException {
    return start(
        Servio.class,
        Map.of(
            "OTEL_SERVICE_NAME", "servio",
            "OTEL_SERVICE_VERSION", "1.0.0",
            "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=production",
            "OTEL_TRACES_SAMPLER", "always_on",
            "OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"));
  }

  /// With its settings in a file.
  private ChildProgram mangamotion() throws IOException {
    Files.writeString(
        folder.resolve(".env"),
        """
        TRACING_ENABLED=true
        JAEGER_HOST=localhost
        JAEGER_PORT=6831
        JAEGER_SAMPLER=const
        JAEGER_SAMPLER_PARAM=1.0
        SERVICE_NAME=mangamotion-backend
        """);
    return start(MangamotionBackend.class, Map.of("OTEL_TRACES_EXPORTER", "otlp"));
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  private ChildProgram start(Class<?> program, Map<String, String> settings) throws IOException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + clew.ports().otlpHttp());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "100");
    environment.put("DATABASE_URL", postgres.url());
    environment.put("REDIS_PORT", String.valueOf(redis.port()));
    return ChildProgram.start(program, environment, folder);
  }

  /// A program's work, which makes one trace.
  private interface Work {
    /// Has it done, and returns the id of its trace.
    String run() throws Exception;
  }

  /// Every run has the drawn spans; one of them takes the drawn times, and its trace's id is
  /// returned.
  private String assertGolden(String file, Work work) throws Exception {
    String golden = Files.readString(Path.of("../golden", file));
    StoredTraces stored = new StoredTraces(clew.ports().query());
    for (int run = 1; ; run++) {
      String traceId = work.run();
      stored.awaitTree(traceId, golden.replaceAll(" {2}\\d+ms", ""), PATIENCE);
      try {
        stored.tree(traceId).assertMatches(golden);
        return traceId;
      } catch (AssertionError e) {
        if (run == RUNS) {
          throw e;
        }
      }
    }
  }

  /// The traces of the gateway that Jaeger's search form finds by a tag.
  private List<String> found(String key, String value) throws Exception {
    return new StoredTraces(clew.ports().query()).byTag("api-gateway", key, value);
  }

  private static HttpRequest get(ChildProgram program, String path) {
    return HttpRequest.newBuilder(URI.create(program.url(path))).build();
  }

  private static HttpRequest post(ChildProgram program, String path, String... headers) {
    return HttpRequest.newBuilder(URI.create(program.url(path)))
        .POST(HttpRequest.BodyPublishers.ofString("{}"))
        .headers(headers)
        .build();
  }

  /// The id of the trace that the answer names.
  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isBetween(200, 500);
    return answer
        .headers()
        .firstValue("traceparent")
        .map(header -> header.split("-")[1])
        .orElseGet(() -> answer.headers().firstValue("x-trace-id").orElseThrow());
  }
}
