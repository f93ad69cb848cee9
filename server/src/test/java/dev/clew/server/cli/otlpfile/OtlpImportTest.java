package dev.clew.server.cli.otlpfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.clew.server.cli.otlpfile.OtlpSender.Patience;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The import over a real socket, against a server that answers as it is told.
class OtlpImportTest {
  private static final Patience SHORT = new Patience(Duration.ofMillis(1), Duration.ofMillis(5), 4);

  /// @param retryAfter null for none
  private record Answer(int status, String retryAfter, byte[] body) {}

  @TempDir Path folder;
  private HttpServer server;
  private URI endpoint;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger spans = new AtomicInteger();
  private final AtomicInteger largest = new AtomicInteger();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final Queue<String> waits = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          Answer answer = answers.poll();
          if (answer == null) {
            answer = new Answer(200, null, new byte[0]);
          }
          if (answer.status == 200) {
            count(body);
          }
          if (answer.retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter);
          }
          exchange.sendResponseHeaders(
              answer.status, answer.body.length == 0 ? -1 : answer.body.length);
          exchange.getResponseBody().write(answer.body);
          exchange.close();
        });
    server.start();
    endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void count(byte[] body) throws IOException {
    largest.accumulateAndGet(body.length, Math::max);
    ExportTraceServiceRequest.parseFrom(body)
        .getResourceSpansList()
        .forEach(
            resource ->
                resource
                    .getScopeSpansList()
                    .forEach(scope -> spans.addAndGet(scope.getSpansCount())));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Path lines(int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(
          """
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10",\
          "spanId":"%016x","name":"some operation"}]}]}]}
          """
              .formatted(i));
    }
    return Files.writeString(folder.resolve("traces.jsonl"), text);
  }

  private long run(Path path) throws IOException, InterruptedException {
    OtlpSender sender = new OtlpSender(endpoint, SHORT, waits::add);
    try (OtlpImport run =
        new OtlpImport(
            sender,
            (place, message) -> problems.add(place.replace(folder + "/", "") + ": " + message),
            (_, _) -> {})) {
      run.add(path);
      return run.spansTaken();
    }
  }

  @Test
  void requestsAreOfTheUsualSizeAndCarryEverySpan() throws Exception {
    assertThat(run(lines(100_000))).isEqualTo(100_000);
    assertThat(spans).hasValue(100_000);
    assertThat(requests.get()).isBetween(4, 10);
    assertThat(largest.get()).isBetween(1 << 20, (1 << 20) + 1000);
    assertThat(problems).isEmpty();
  }

  @Test
  void retryableAnswersAreTriedAgain() throws Exception {
    for (int status : new int[] {429, 502, 503, 504}) {
      answers.add(new Answer(status, null, new byte[0]));
      answers.add(new Answer(status, "0", new byte[] {0x12, 4, 'f', 'u', 'l', 'l'}));
      assertThat(run(lines(3))).isEqualTo(3);
    }
    assertThat(requests).hasValue(12);
    assertThat(spans).hasValue(12);
    assertThat(problems).isEmpty();
    assertThat(waits).hasSize(8).contains("again in 0.0 s, for: 429 full");
  }

  @Test
  void patienceEnds() throws Exception {
    for (int i = 0; i < 4; i++) {
      answers.add(new Answer(503, null, new byte[] {0x12, 4, 'f', 'u', 'l', 'l'}));
    }
    Path file = lines(3);
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(IOException.class)
        .hasMessage("given up after 4 attempts: 503 full");
    assertThat(requests).hasValue(4);
  }

  @Test
  void aRefusedRequestIsNamedByItsLinesAndTheRestGoesOn() throws Exception {
    answers.add(new Answer(400, null, new byte[] {0x08, 3, 0x12, 3, 'b', 'a', 'd'}));
    assertThat(run(lines(30_000))).isBetween(1L, 20_000L);
    assertThat(problems).hasSize(1);
    assertThat(problems.peek())
        .matches("traces.jsonl:1 to traces.jsonl:\\d+: refused with 400: bad");
    assertThat(requests).hasValueGreaterThan(1);
  }

  @Test
  void partialSuccessIsReported() throws Exception {
    byte[] partial =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder().setRejectedSpans(2).setErrorMessage("why"))
            .build()
            .toByteArray();
    answers.add(new Answer(200, null, partial));
    assertThat(run(lines(5))).isEqualTo(3);
    assertThat(List.copyOf(problems))
        .containsExactly("traces.jsonl:1 to traces.jsonl:5: 2 spans left out by the server: why");
  }

  @Test
  void anAnswerOfSomethingElseThanOtlpIsToldApart() throws Exception {
    answers.add(
        new Answer(
            404, null, "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    run(lines(1));
    assertThat(problems).hasSize(1);
    assertThat(problems.peek()).contains("refused with 404");
  }

  @Test
  void nobodyListeningIsKnownAtOnce() throws Exception {
    Path file = lines(3);
    server.stop(0);
    assertThatThrownBy(() -> run(file)).isInstanceOf(ConnectException.class);
    assertThat(waits).isEmpty();
  }
}
