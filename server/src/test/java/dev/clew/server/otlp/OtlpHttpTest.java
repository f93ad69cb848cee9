package dev.clew.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import dev.clew.server.ClewServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OTLP/HTTP over real sockets, on both ports (protocols 1.1, T3, T4, T16).
class OtlpHttpTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final int LIMIT = 1 << 20;

  @TempDir private static Path data;
  private static ClewServer server;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    server = ClewServer.start(data, settings -> settings.maxHttpBytes(LIMIT).maxGrpcBytes(LIMIT));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void protobufIsKeptInEveryCompression(Compression compression) throws Exception {
    long trace = 0x100L + compression.ordinal();
    byte[] body = compression.compress(Spans.request(trace, 3).toByteArray());
    HttpResponse<byte[]> answer = post(traces(), PROTOBUF, compression.coding(), body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(PROTOBUF);
    assertThat(answer.body()).isEmpty();
    assertThat(stored(trace)).contains("\"span 1\"", "\"span 2\"", "\"span 3\"");
  }

  @ParameterizedTest
  @EnumSource
  void jsonIsKeptInEveryCompression(Compression compression) throws Exception {
    long trace = 0x200L + compression.ordinal();
    byte[] body = compression.compress(utf8(Spans.json(trace, 3)));
    HttpResponse<byte[]> answer = post(traces(), JSON, compression.coding(), body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue(JSON);
    assertThat(text(answer)).isEqualTo("{}");
    assertThat(stored(trace)).contains("\"span 1\"", "\"span 2\"", "\"span 3\"");
  }

  @Test
  void bodiesOnTheRootPathAreTaken() throws Exception { // T4
    HttpResponse<byte[]> answer =
        post(server.otlp("/"), JSON, "identity", utf8(Spans.json(0x300, 1)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(stored(0x300)).contains("\"span 1\"");
  }

  @Test
  void thePortForGrpcSpeaksHttpToo() throws Exception { // T16
    URI uri = ClewServer.uri(server.ports().otlpGrpc(), "/v1/traces");
    byte[] body = Spans.request(0x301, 1).toByteArray();
    assertThat(post(uri, PROTOBUF, "identity", body).statusCode()).isEqualTo(200);
    assertThat(stored(0x301)).contains("\"span 1\"");
  }

  @Test
  void oldKeysAreReadAsScopeSpans() throws Exception { // T3
    String old = Spans.json(0x302, 1).replace("\"scopeSpans\"", "\"instrumentationLibrarySpans\"");
    assertThat(post(traces(), JSON, "identity", utf8(old)).statusCode()).isEqualTo(200);
    assertThat(stored(0x302)).contains("\"span 1\"");
  }

  @Test
  void anEmptyRequestSucceeds() throws Exception {
    HttpResponse<byte[]> answer = post(traces(), PROTOBUF, "identity", new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aSpanThatCannotBeKeptIsRejectedAloneAndNamed() throws Exception {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    spans.addSpans(Spans.span(0x303, 1));
    spans.addSpans(Spans.span(0x303, 2).setSpanId(ByteString.copyFromUtf8("abc")));
    byte[] body = Spans.of(spans).toByteArray();
    HttpResponse<byte[]> answer = post(traces(), PROTOBUF, "identity", body);
    assertThat(answer.statusCode()).isEqualTo(200);
    var partial = ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("spans[1]").contains("spanId");
    assertThat(stored(0x303)).contains("\"span 1\"").doesNotContain("\"span 2\"");
  }

  @Test
  void partialSuccessInJsonHasItsNumberAsAString() throws Exception {
    String body = Spans.json(0x304, 2).replace("0000000000000002\"", "xyz\"");
    HttpResponse<byte[]> answer = post(traces(), JSON, "identity", utf8(body));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).contains("\"partialSuccess\"").contains("\"rejectedSpans\":\"1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, identity",
    "application/json, identity",
    "application/x-protobuf, gzip",
    "application/x-protobuf, zstd",
    "application/json, deflate"
  })
  void damagedBodiesAreRefusedForGoodInTheirOwnEncoding(String type, String coding)
      throws Exception {
    HttpResponse<byte[]> answer = post(traces(), type, coding, utf8("{\u0001\u0002no body"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    assertThat(answer.headers().firstValue("content-type")).hasValue(type);
    if (type.equals(PROTOBUF)) {
      Status status = Status.parseFrom(answer.body());
      assertThat(status.getCode()).isEqualTo(3);
      assertThat(status.getMessage()).isNotEmpty();
    } else {
      assertThat(text(answer)).startsWith("{\"code\":3,\"message\":\"");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD", "DEFLATE"})
  void bodiesCutShortAreRefused(Compression compression) throws Exception {
    byte[] whole = compression.compress(Spans.request(0x305, 100).toByteArray());
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    HttpResponse<byte[]> answer = post(traces(), PROTOBUF, compression.coding(), half);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Status.parseFrom(answer.body()).getMessage()).contains("cut short");
  }

  @Test
  void aBombIsRefusedAtTheLimit() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(traces())
            .header("content-type", PROTOBUF)
            .header("content-encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(bomb()))
            .build();
    HttpResponse<byte[]> answer = HTTP.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(413);
    Status status = Status.parseFrom(answer.body());
    assertThat(status.getCode()).isEqualTo(8);
    assertThat(status.getMessage()).contains("decompressed").contains(String.valueOf(LIMIT));
  }

  /// A gigabyte of zeros, a megabyte compressed.
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 1000; i++) {
        gzip.write(zeros);
      }
    }
    return out.toByteArray();
  }

  @Test
  void bodiesOverTheLimitAreRefusedWithAnAnswerThatArrives() throws Exception {
    byte[] body = new byte[LIMIT + 1];
    new Random(1).nextBytes(body);
    HttpResponse<byte[]> answer = post(traces(), PROTOBUF, "identity", body);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Status.parseFrom(answer.body()).getMessage()).contains(String.valueOf(LIMIT));
  }

  @Test
  void bodiesWithoutALengthAreRefusedAtTheLimitToo() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(traces())
            .version(HttpClient.Version.HTTP_1_1)
            .header("content-type", PROTOBUF)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[LIMIT + 1])))
            .build();
    assertThat(HTTP.send(request, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void otherMethodsAreToldWhatToSend(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(traces()).method(method, BodyPublishers.noBody()).build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("POST");
    assertThat(answer.body()).contains("POST /v1/traces");
  }

  @Test
  void otherTypesAreToldWhatToSend() throws Exception {
    HttpResponse<byte[]> answer = post(traces(), "text/plain", "identity", utf8("hello"));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(text(answer)).contains("text/plain").contains(PROTOBUF).contains(JSON);
  }

  @Test
  void otherCompressionsAreToldWhatToSend() throws Exception {
    HttpResponse<byte[]> answer = post(traces(), PROTOBUF, "snappy", new byte[1]);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(Status.parseFrom(answer.body()).getMessage()).contains("snappy").contains("gzip");
  }

  @Test
  void otherPathsAreToldTheRightOne() throws Exception {
    HttpResponse<byte[]> answer = post(server.otlp("/v1/metrics"), JSON, "identity", utf8("{}"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(text(answer)).contains("/v1/metrics").contains("POST /v1/traces");
  }

  @Test
  void anAttributeOfTenMegabytesIsRefusedAndTheNextRequestIsTaken() throws Exception {
    String huge = Spans.json(0x306, 1).replace("shop", "x".repeat(10_000_000));
    assertThat(post(traces(), JSON, "gzip", Compression.GZIP.compress(utf8(huge))).statusCode())
        .isEqualTo(413);
    assertThat(post(traces(), JSON, "identity", utf8(Spans.json(0x307, 1))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void browsersOnThisMachineMaySend() throws Exception {
    HttpResponse<Void> answer = preflight("http://localhost:3000");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("access-control-allow-origin"))
        .hasValue("http://localhost:3000");
    assertThat(answer.headers().firstValue("access-control-allow-headers"))
        .hasValueSatisfying(allowed -> assertThat(allowed).contains("content-type"));
  }

  @Test
  void pagesOfOthersMayNot() throws Exception {
    assertThat(preflight("http://evil.example").headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  private static HttpResponse<Void> preflight(String origin) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(traces())
            .method("OPTIONS", BodyPublishers.noBody())
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type,x-tenant")
            .build();
    return HTTP.send(request, BodyHandlers.discarding());
  }

  private static URI traces() {
    return server.otlp("/v1/traces");
  }

  private static HttpResponse<byte[]> post(URI uri, String type, String coding, byte[] body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("content-type", type)
            .header("content-encoding", coding)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofByteArray());
  }

  private static String stored(long traceId) throws Exception {
    URI uri = server.query("/api/clew/v1/traces/" + Long.toHexString(traceId));
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
