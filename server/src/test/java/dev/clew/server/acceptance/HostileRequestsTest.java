package dev.clew.server.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.clew.server.acceptance.RawOtlp.Answer;
import dev.clew.server.wiring.Ports;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be taken is refused with a status and a text that say why, by a process with a heap
/// of 512 MB that goes on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {
  private static final int FUZZED_BODIES = 10_000;
  private static final int GIBIBYTE_IN_MEBIBYTES = 1024;

  /// The heap and as much again: what Netty may take beside it, code, threads.
  private static final long MOST_MEMORY = 1024L << 20;

  private ServerProcess server;
  private RawOtlp door;
  private ClewApi api;
  private final LoadSpans spans = new LoadSpans(1, 1_700_000_000_000_000_000L);
  private int sent;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = ServerProcess.start(folder, "", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
    Ports ports = server.awaitReady();
    door = new RawOtlp(ports.otlpHttp());
    api = new ClewApi(ports);
  }

  @AfterAll
  void stop() throws IOException {
    door.close();
    api.close();
    server.close();
  }

  @AfterEach
  void goesOn() throws IOException, InterruptedException {
    byte[] valid = spans.request(0, LoadSpans.REQUESTS_PER_TRACE * sent);

    assertThat(server.isAlive()).as(server.output()).isTrue();
    assertThat(door.post(valid, RawOtlp.PROTOBUF).status()).isEqualTo(200);
    assertThat(api.trace(spans.traceId(0, sent))).hasSize(LoadSpans.SPANS_PER_REQUEST);
    assertThat(server.peakMemory()).isLessThan(MOST_MEMORY);
    assertThat(server.output()).doesNotContain("OutOfMemoryError").doesNotContain("internal error");
    sent++;
  }

  @ParameterizedTest
  @ValueSource(strings = {RawOtlp.PROTOBUF, RawOtlp.JSON})
  void takesOrRefusesEachOfManyDamagedBodies(String contentType)
      throws IOException, InterruptedException {
    long seed = System.nanoTime();
    Mutations mutations = new Mutations(seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < FUZZED_BODIES / 2; i++) {
      byte[] valid = spans.request(1 + random.nextInt(3), random.nextInt(1000));
      byte[] body = mutations.next(contentType.equals(RawOtlp.JSON) ? json(valid) : valid);
      Answer answer = door.post(body, contentType);

      assertThat(answer.status()).as("body %d of seed %d: %s", i, seed, answer).isIn(200, 400);
      if (answer.status() == 400) {
        assertThat(answer.message()).as("body %d of seed %d", i, seed).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isPositive();
    api.flush();
    assertThat(api.json("/api/clew/v1/search?q=" + ClewApi.encoded("{ }")).path("traces"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void refusesCompressedBodiesThatEndTooSoon(String encoding)
      throws IOException, InterruptedException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = CompressedZeros.compressing(encoding, compressed)) {
      out.write(spans.request(1, 0));
    }
    byte[] whole = compressed.toByteArray();
    for (int length : new int[] {1, 5, whole.length / 2, whole.length - 1}) {
      Answer answer = door.post(Arrays.copyOf(whole, length), RawOtlp.PROTOBUF, encoding);

      assertThat(answer.status()).as("the first %d bytes: %s", length, answer).isEqualTo(400);
      assertThat(answer.message()).contains(encoding);
    }
    assertThat(door.post("not compressed".getBytes(UTF_8), RawOtlp.PROTOBUF, encoding))
        .matches(answer -> answer.status() == 400 && answer.message().contains(encoding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void refusesBodiesThatGrowToAGibibyte(String encoding) throws Exception {
    // With a length of 1 GiB before them, the zeros are a field of a request.
    byte[] field = {0x0a, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04};
    byte[] bomb = CompressedZeros.of(encoding, field, GIBIBYTE_IN_MEBIBYTES);
    assertThat(bomb.length).isLessThan(2 << 20);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(senders.submit(() -> door.post(bomb, RawOtlp.PROTOBUF, encoding)));
      }
      for (Future<Answer> answer : answers) {
        // Several at once may meet the bound on requests in flight instead.
        assertThat(answer.get().status()).isIn(413, 429);
      }
    }
    Answer alone = door.post(bomb, RawOtlp.PROTOBUF, encoding);
    assertThat(alone.status()).as(alone.message()).isEqualTo(413);
    assertThat(alone.message()).containsPattern("larger than \\d+ bytes, the limit");
  }

  @Test
  void refusesDeepBodies() throws IOException, InterruptedException {
    int depth = 100_000;

    for (Answer answer :
        List.of(
            door.post(DeepBodies.json(depth), RawOtlp.JSON),
            door.post(DeepBodies.protobuf(depth), RawOtlp.PROTOBUF))) {
      assertThat(answer.status()).as(answer.message()).isIn(400, 413);
      assertThat(answer.message()).containsPattern("deep|nest|depth|level");
    }
    // What nobody reads may be as deep as it likes.
    assertThat(door.post(DeepBodies.jsonInUnknownField(depth), RawOtlp.JSON).status())
        .isIn(200, 400, 413);
  }

  @ParameterizedTest
  @ValueSource(strings = {RawOtlp.PROTOBUF, RawOtlp.JSON})
  void givesBackAnAttributeOfTenMegabytes(String contentType)
      throws IOException, InterruptedException {
    char[] text = new char[10_000_000];
    Random random = new Random(7);
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) ('a' + random.nextInt(26));
    }
    ExportTraceServiceRequest request = withAttribute(new String(text), contentType);
    byte[] body =
        contentType.equals(RawOtlp.JSON) ? json(request.toByteArray()) : request.toByteArray();
    List<PlacedSpan> expected = PlacedSpan.of(TracesData.parseFrom(request.toByteArray()));

    Answer answer = door.post(body, contentType);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    // Not compared by AssertJ, which would print both texts.
    String traceId = expected.getFirst().traceId();
    assertThat(api.trace(traceId).equals(expected)).as("live").isTrue();
    api.flush();
    assertThat(api.trace(traceId).equals(expected)).as("from a block").isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/traces, 405, POST",
    "PUT, /v1/traces, 405, POST",
    "DELETE, /v1/traces, 405, POST",
    "GET, /v1/trace, 404, /v1/traces",
    "POST, /v1/metrics, 404, /v1/traces",
    "POST, /v1/logs, 404, /v1/traces",
    "POST, /v1/traces, 415, application/x-protobuf",
  })
  void saysWhatToSendInstead(String method, String path, int status, String text)
      throws IOException, InterruptedException {
    Answer answer = door.request(method, path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/octet-stream", "nonsense"})
  void saysWhichContentTypesItTakes(String contentType) throws IOException, InterruptedException {
    Answer answer = door.post(spans.request(1, 0), contentType);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.message()).contains(contentType).contains(RawOtlp.PROTOBUF);
  }

  @Test
  void saysWhichCompressionsItTakes() throws IOException, InterruptedException {
    Answer answer = door.post(spans.request(1, 0), RawOtlp.PROTOBUF, "br");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.message()).contains("'br'").contains("gzip");
  }

  @Test
  void saysWhatIsWrongWithABody() throws IOException, InterruptedException {
    Answer json = door.post("{\"resourceSpans\": [}".getBytes(UTF_8), RawOtlp.JSON);
    Answer protobuf = door.post(new byte[] {0x0a, 0x7f, 0x00}, RawOtlp.PROTOBUF);

    assertThat(json.status()).isEqualTo(400);
    assertThat(json.message()).contains("resourceSpans");
    assertThat(protobuf.status()).isEqualTo(400);
    assertThat(protobuf.message()).contains("127");
  }

  private ExportTraceServiceRequest withAttribute(String text, String purpose)
      throws InvalidProtocolBufferException {
    ExportTraceServiceRequest.Builder request =
        ExportTraceServiceRequest.parseFrom(spans.request(1, 0)).toBuilder();
    var placed = request.getResourceSpansBuilder(0).getScopeSpansBuilder(0);
    var span = placed.getSpans(0).toBuilder();
    span.setTraceId(ByteString.copyFrom(Arrays.copyOf(purpose.getBytes(UTF_8), 16)));
    span.addAttributesBuilder().setKey("load.long").getValueBuilder().setStringValue(text);
    placed.clearSpans().addSpans(span);
    return request.build();
  }

  /// OTLP/JSON: ids in hexadecimal, enums as numbers.
  private static byte[] json(byte[] request) throws InvalidProtocolBufferException {
    return OtlpJson.of(ExportTraceServiceRequest.parseFrom(request)).getBytes(UTF_8);
  }
}
