package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import dev.clew.instrumentation.spi.export.ExporterStatus;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Where spans go by what the variables say. How each format looks is tested where it is written.
class ExportersTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;
  private HttpServer backend;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /// A request as it came.
  private record Request(String line, String contentType, String authorization, byte[] body) {}

  @BeforeEach
  void open() throws IOException {
    Tracing.reset();
    backend = HttpServer.create(loopback(), 0);
    backend.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          requests.add(
              new Request(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                  String.valueOf(headers.getFirst("Content-Type")),
                  String.valueOf(headers.getFirst("Authorization")),
                  exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    backend.start();
  }

  @AfterEach
  void close() {
    Tracing.reset();
    backend.stop(0);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private TracingHandle init(TracingOptions options, String... variables) {
    Tracing.reset();
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      String url = "http://localhost:" + backend.getAddress().getPort();
      environment.put(variables[i], variables[i + 1].replace("{url}", url));
    }
    return Tracing.init(options, new Surroundings(environment, Map.of(), folder));
  }

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

  private static void await(Condition condition) {
    for (int i = 0; i < 60_000 && !condition.holds(); i++) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(condition.holds()).isTrue();
  }

  private interface Condition {
    boolean holds();
  }

  @Test
  @Row({"2.065", "2.087"})
  void sendsToASinkOfTheApplications() {
    Queue<String> names = new ConcurrentLinkedQueue<>();
    TracingOptions options =
        TracingOptions.builder().sink(span -> names.add(span.getName())).build();
    try (TracingHandle tracing = init(options)) {
      Tracing.withSpan("one", () -> {});
      assertThat(tracing.flush()).isTrue();
      assertThat(names).containsExactly("one");
    }
    try (TracingHandle tracing =
        init(
            options,
            "OTEL_TRACES_EXPORTER",
            "otlp,custom",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "{url}")) {
      Tracing.withSpan("two", () -> {});
      assertThat(tracing.flush()).isTrue();
    }
    assertThat(names).containsExactly("one", "two");
    assertThat(requests).extracting(Request::line).containsExactly("POST /v1/traces");
    try (TracingHandle tracing = init(options, "TRACE_BACKEND", "custom")) {
      Tracing.withSpan("three", () -> {});
      assertThat(tracing.flush()).isTrue();
    }
    assertThat(names).containsExactly("one", "two", "three");
  }

  @Test
  void aSinkThatThrowsOrBlocksIsNoConcernOfTheApplications() {
    List<SpanData> seen = new ArrayList<>();
    TracingOptions options =
        TracingOptions.builder()
            .sink(
                span -> {
                  seen.add(span);
                  throw new IllegalStateException("full");
                })
            .build();
    try (TracingHandle tracing = init(options)) {
      assertThat(Tracing.<String, RuntimeException>withSpan("one", () -> "mine")).isEqualTo("mine");
      assertThat(tracing.flush()).isFalse();
      assertThat(tracing.exporters().get(0).lost()).isEqualTo(Map.of("IllegalStateException", 1L));
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  @Row({"2.065", "2.087"})
  void printsSpansOnTheConsole() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      try (TracingHandle tracing = init(TracingOptions.none(), "TRACE_BACKEND", "console")) {
        Tracing.withSpan("printed", () -> {}, "a", 1);
        assertThat(tracing.flush()).isTrue();
      }
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("{\"name\":\"printed\",\"traceId\":\"")
        .contains("\"attributes\":{\"a\":1}")
        .endsWith("}\n");
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
