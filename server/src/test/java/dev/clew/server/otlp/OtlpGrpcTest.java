package dev.clew.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.clew.server.ClewServer;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// OTLP/gRPC over real sockets (protocols 1.1, T16).
class OtlpGrpcTest {
  private static final int LIMIT = 1 << 20;

  @TempDir private static Path data;
  private static ClewServer server;

  @BeforeAll
  static void start() {
    server = ClewServer.start(data, settings -> settings.maxHttpBytes(LIMIT).maxGrpcBytes(LIMIT));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void grpcsOwnClientIsAnswered() {
    for (int port : new int[] {server.ports().otlpGrpc(), server.ports().otlpHttp()}) { // T16
      var client =
          GrpcClients.newClient(
              "gproto+http://127.0.0.1:" + port, TraceServiceGrpc.TraceServiceBlockingStub.class);
      assertThat(client.export(Spans.request(port, 2)).hasPartialSuccess()).isFalse();
      assertThat(stored(port)).contains("\"span 1\"", "\"span 2\"");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "IDENTITY")
  void compressedMessagesAreTaken(Compression compression) throws Exception {
    long trace = 0x100L + compression.ordinal();
    byte[] message = compression.compress(Spans.request(trace, 3).toByteArray());
    AggregatedHttpResponse answer = call(compression.coding(), frame(1, message));
    assertThat(answer.trailers().get("grpc-status")).isEqualTo("0");
    assertThat(answer.content().array()).containsExactly(0, 0, 0, 0, 0);
    assertThat(stored(trace)).contains("\"span 3\"");
  }

  @Test
  void damagedMessagesAreInvalidArguments() throws Exception {
    AggregatedHttpResponse answer = call(null, frame(0, new byte[] {10, 99, 1}));
    assertRefused(answer, 3, false);
  }

  @Test
  void messagesTooLargeAreExhaustedWithoutRetryInfo() throws Exception {
    byte[] bomb = Compression.GZIP.compress(new byte[LIMIT + 1]);
    assertRefused(call("gzip", frame(1, bomb)), 8, false);
    assertRefused(call(null, frame(0, new byte[LIMIT + 1])), 8, false);
  }

  @Test
  void framesThatLieAreInvalidArguments() throws Exception {
    assertRefused(call(null, new byte[] {0, 0, 0, 0}), 3, false);
    assertRefused(call(null, new byte[] {0, 0, 0, 0, 9, 1}), 3, false);
    assertRefused(call(null, new byte[] {7, 0, 0, 0, 0}), 3, false);
    assertRefused(call(null, new byte[] {1, 0, 0, 0, 0}), 3, false);
  }

  @Test
  void unknownCompressionsAreUnimplemented() throws Exception {
    assertRefused(call("snappy", frame(1, new byte[1])), 12, false);
  }

  @Test
  void healthIsServing() {
    var client =
        GrpcClients.newClient(
            "gproto+http://127.0.0.1:" + server.ports().otlpGrpc(),
            HealthGrpc.HealthBlockingStub.class);
    assertThat(client.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void theJavaSdkExportsASpan() {
    var exporter =
        OtlpGrpcSpanExporter.builder()
            .setEndpoint("http://127.0.0.1:" + server.ports().otlpGrpc())
            .setCompression("gzip")
            .build();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      Span span = provider.get("test").spanBuilder("from the SDK").startSpan();
      span.recordException(new IllegalStateException("boom"));
      span.end();
      assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      assertThat(get("/api/clew/v1/traces/" + span.getSpanContext().getTraceId()))
          .contains("from the SDK", "exception.message", "boom");
    }
  }

  private static void assertRefused(AggregatedHttpResponse answer, int code, boolean retryable)
      throws Exception {
    assertThat(answer.headers().get("grpc-status")).isEqualTo(String.valueOf(code));
    assertThat(answer.headers().get("grpc-message")).isNotEmpty();
    String details = String.valueOf(answer.headers().get("grpc-status-details-bin"));
    Status status = Status.parseFrom(Base64.getDecoder().decode(details));
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDetailsCount()).isEqualTo(retryable ? 1 : 0);
  }

  private static AggregatedHttpResponse call(@Nullable String encoding, byte[] body) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, OtlpGrpcService.PATH)
            .set("content-type", "application/grpc")
            .set("te", "trailers");
    if (encoding != null) {
      headers.set("grpc-encoding", encoding);
    }
    return WebClient.of("h2c://127.0.0.1:" + server.ports().otlpGrpc())
        .execute(headers.build(), HttpData.wrap(body))
        .aggregate()
        .join();
  }

  private static byte[] frame(int compressed, byte[] message) {
    return ByteBuffer.allocate(message.length + 5)
        .put((byte) compressed)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static String stored(long traceId) {
    return get("/api/clew/v1/traces/" + Long.toHexString(traceId));
  }

  private static String get(String path) {
    return WebClient.of("http://127.0.0.1:" + server.ports().query())
        .get(path)
        .aggregate()
        .join()
        .contentUtf8();
  }
}
