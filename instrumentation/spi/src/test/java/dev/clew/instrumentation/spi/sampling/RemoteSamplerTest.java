package dev.clew.instrumentation.spi.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.TestSdk;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteSamplerTest {
  private static final String ALL =
      "{\"strategyType\":\"PROBABILISTIC\",\"probabilisticSampling\":{\"samplingRate\":1}}";

  @RegisterExtension final LoggedLines log = new LoggedLines();

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();
  private HttpServer server;
  private volatile String answer = ALL;
  private volatile int status = 200;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          questions.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        });
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    workers.shutdown();
  }

  private String address() {
    return "localhost:" + server.getAddress().getPort();
  }

  private TestSdk sdk(String... more) {
    String[] variables = new String[more.length + 8];
    variables[0] = "JAEGER_SAMPLER";
    variables[1] = "remote";
    variables[2] = "JAEGER_SAMPLER_MANAGER_HOST_PORT";
    variables[3] = address();
    variables[4] = "CLEW_REMOTE_SAMPLER_INTERVAL";
    variables[5] = "20";
    variables[6] = "OTEL_SERVICE_NAME";
    variables[7] = "shop & co";
    System.arraycopy(more, 0, variables, 8, more.length);
    return new TestSdk(variables);
  }

  /// Waits until an answer has been given that was asked for after now, and is in force: the one
  /// before it has been read when the next is asked for.
  private void awaitAnswer() throws InterruptedException {
    questions.clear();
    for (int i = 0; i < 3; i++) {
      assertThat(questions.poll(30, TimeUnit.SECONDS)).isNotNull();
    }
  }

  private static int kept(TestSdk sdk, String name, int spans) {
    int kept = 0;
    for (int i = 0; i < spans; i++) {
      Span span = sdk.tracer().spanBuilder(name).setNoParent().startSpan();
      kept += span.getSpanContext().isSampled() ? 1 : 0;
      span.end();
    }
    return kept;
  }

  @Test
  @Row({"4.045", "1.031"})
  void asksForItsServicesStrategyAndFollowsIt() throws Exception {
    try (TestSdk sdk = sdk("JAEGER_SAMPLER_PARAM", "0.0")) {
      assertThat(questions.poll(30, TimeUnit.SECONDS))
          .isEqualTo("GET /sampling?service=shop+%26+co");
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains(
                      "sampler remote (JAEGER_SAMPLER), ratio 0.0 (JAEGER_SAMPLER_PARAM),"
                          + " strategies from http://"
                          + address()
                          + " (JAEGER_SAMPLER_MANAGER_HOST_PORT)"));
      awaitAnswer();
      assertThat(kept(sdk, "any", 100)).isEqualTo(100);

      answer = ALL.replace(":1}", ":0.25}");
      awaitAnswer();
      assertThat(kept(sdk, "any", 1_000)).isBetween(150, 350);
      Span kept = sdk.tracer().spanBuilder("any").startSpan();
      while (!kept.getSpanContext().isSampled()) {
        kept = sdk.tracer().spanBuilder("any").startSpan();
      }
      assertThat(kept.getSpanContext().getTraceState().get("ot")).isEqualTo("th:c");

      answer =
          "{\"strategyType\":\"RATE_LIMITING\",\"rateLimitingSampling\":{\"maxTracesPerSecond\":0}}";
      awaitAnswer();
      assertThat(kept(sdk, "any", 100)).isZero();
    }
  }

  @Test
  @Row({"4.045", "1.140", "3.140"})
  void samplesEachOperationByItself() throws Exception {
    answer =
        """
        {"strategyType": "PROBABILISTIC", "operationSampling": {
          "defaultSamplingProbability": 0,
          "perOperationStrategies": [
            {"operation": "GET /orders", "probabilisticSampling": {"samplingRate": 1.0}},
            {"operation": "GET /health", "probabilisticSampling": {"samplingRate": 0}}]}}
        """;
    try (TestSdk sdk = sdk()) {
      awaitAnswer();
      assertThat(kept(sdk, "GET /orders", 50)).isEqualTo(50);
      assertThat(kept(sdk, "GET /health", 50)).isZero();
      assertThat(kept(sdk, "others", 50)).isZero();
      SpanContext sampled =
          SpanContext.createFromRemoteParent(
              "4bf92f3577b34da6a3ce929d0e0e4736",
              "00f067aa0ba902b7",
              TraceFlags.getSampled(),
              TraceState.getDefault());
      Context caller = Context.root().with(Span.wrap(sampled));
      Span child = sdk.tracer().spanBuilder("others").setParent(caller).startSpan();
      assertThat(child.getSpanContext().isSampled()).isTrue();
    }
  }

  @Test
  void keepsTheLowerBoundOfEveryOperation() {
    Context root = Context.root();
    var sampler =
        RemoteStrategy.read(
            """
            {"operationSampling": {"defaultLowerBoundTracesPerSecond": 0.001,
              "perOperationStrategies": [
                {"operation": "a", "probabilisticSampling": {}}]}}
            """);
    for (String name : new String[] {"a", "b"}) {
      long kept = 0;
      for (int i = 0; i < 100; i++) {
        kept +=
            sampler
                        .shouldSample(
                            root,
                            "f".repeat(32),
                            name,
                            SpanKind.SERVER,
                            Attributes.empty(),
                            List.of())
                        .getDecision()
                    == SamplingDecision.RECORD_AND_SAMPLE
                ? 1
                : 0;
      }
      assertThat(kept).as(name).isEqualTo(1);
    }
  }

  @Test
  @Row("4.045")
  void goesOnWithWhatHeldWhileThereIsNoGoodAnswer() throws Exception {
    try (TestSdk sdk = sdk("JAEGER_SAMPLER_PARAM", "1.0")) {
      awaitAnswer();
      answer = ALL.replace(":1}", ":0}");
      awaitAnswer();
      assertThat(kept(sdk, "any", 50)).isZero();
      answer = ALL.replace(":1}", ":7}");
      awaitAnswer();
      status = 503;
      awaitAnswer();
      assertThat(kept(sdk, "any", 50)).isZero();
      status = 200;
      answer = " ".repeat(1 << 20) + ALL;
      awaitAnswer();
      assertThat(kept(sdk, "any", 50)).isZero();
      assertThat(log.lines())
          .filteredOn(
              line -> line.startsWith("WARNING no sampling strategy from http://" + address()))
          .containsExactly(
              "WARNING no sampling strategy from http://"
                  + address()
                  + "/sampling?service=shop+%26+co, and what held before still holds:"
                  + " samplingRate is '7', and not from 0.0 to 1.0");
      answer = ALL;
      awaitAnswer();
      assertThat(kept(sdk, "any", 50)).isEqualTo(50);
    }
  }

  @Test
  void theInitialRatioHoldsWhereNobodyAnswers() {
    String address = address();
    server.stop(0);
    try (TestSdk sdk =
        new TestSdk(
            "OTEL_TRACES_SAMPLER", "remote",
            "OTEL_TRACES_SAMPLER_ARG", "1",
            "JAEGER_SAMPLING_ENDPOINT", "http://" + address + "/sampling")) {
      assertThat(kept(sdk, "any", 50)).isEqualTo(50);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | no JSON: ",
        "[] | the answer is '[]', and no object",
        "{} | none of operationSampling, rateLimitingSampling and probabilisticSampling is in it",
        "{\"a\":tru} | no JSON: ",
        "{\"probabilisticSampling\":{\"samplingRate\":\"1\"}} | samplingRate is '1', and not from"
            + " 0.0 to 1.0",
        "{\"probabilisticSampling\":{\"samplingRate\":NaN}} | no JSON: ",
        "{\"operationSampling\":{\"perOperationStrategies\":[1]}} | perOperationStrategies is"
            + " '1', and no object",
      })
  void namesWhatIsWrongWithAnAnswer(String json, String message) {
    assertThatThrownBy(() -> RemoteStrategy.read(json)).hasMessageContaining(message);
  }

  @Test
  void survivesEveryAnswer() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String valid =
        "{\"strategyType\":0,\"operationSampling\":{\"defaultSamplingProbability\":0.5,\"perOperationStrategies\":[{\"operation\":\"a\\u0041\\n"
            + "\",\"probabilisticSampling\":{\"samplingRate\":1e-3}},null]},\"x\":[true,false,{}]}";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(valid);
      for (int changes = random.nextInt(4) + 1; changes > 0; changes--) {
        int at = random.nextInt(text.length() - 4);
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, "{}[]\",:\\0ue-".charAt(random.nextInt(12)));
          case 1 -> text.deleteCharAt(at);
          default -> text.setLength(Math.max(at, 30));
        }
      }
      try {
        RemoteStrategy.read(text.toString());
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d: %s", seed, text).hasMessageNotContaining("null pointer");
      }
    }
  }
}
