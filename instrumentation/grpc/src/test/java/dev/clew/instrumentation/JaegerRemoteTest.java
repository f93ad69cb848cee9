package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.Surroundings;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The sampler `jaeger_remote` of OpenTelemetry, which asks over gRPC, with this module's sender.
class JaegerRemoteTest {
  private static final String SERVICE = "jaeger.api_v2.SamplingManager";

  /// probabilisticSampling { samplingRate: 1 }
  private static final byte[] ALL =
      ByteBuffer.allocate(11)
          .order(ByteOrder.LITTLE_ENDIAN)
          .put((byte) 0x12)
          .put((byte) 9)
          .put((byte) 9)
          .putDouble(1)
          .array();

  @RegisterExtension final LoggedLines log = new LoggedLines();
  @TempDir Path folder;
  private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();

  @BeforeEach
  @AfterEach
  void reset() {
    Initialization.reset();
  }

  private void answer(byte[] question, StreamObserver<byte[]> answers) {
    answers.onNext(ALL);
    answers.onCompleted();
    questions.add(new String(question, StandardCharsets.UTF_8));
  }

  @Test
  @Row("4.045")
  void followsTheStrategyThatItIsToldOverGrpc() throws Exception {
    MethodDescriptor<byte[], byte[]> ask =
        MethodDescriptor.newBuilder(new Bytes(), new Bytes())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(
                MethodDescriptor.generateFullMethodName(SERVICE, "GetSamplingStrategy"))
            .build();
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(
                ServerServiceDefinition.builder(SERVICE)
                    .addMethod(ask, ServerCalls.asyncUnaryCall(this::answer))
                    .build())
            .build()
            .start();
    Map<String, String> variables =
        Map.of(
            "OTEL_SERVICE_NAME",
            "shop",
            "OTEL_TRACES_EXPORTER",
            "none",
            "OTEL_TRACES_SAMPLER",
            "parentbased_jaeger_remote",
            "OTEL_TRACES_SAMPLER_ARG",
            "endpoint=http://localhost:%d,pollingIntervalMs=20,initialSamplingRate=0"
                .formatted(server.getPort()));
    try (TracingHandle tracing =
        Initialization.init(TracingOptions.none(), new Surroundings(variables, Map.of(), folder))) {
      assertThat(tracing.isAdopted()).isFalse();
      for (int i = 0; i < 3; i++) {
        assertThat(questions.poll(30, TimeUnit.SECONDS)).contains("shop");
      }
      assertThat(log.lines()).noneMatch(line -> line.startsWith("WARNING"));
      String traceparent =
          Tracing.withSpan("span", () -> Tracing.getTraceContext().get("traceparent"));
      assertThat(traceparent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
    } finally {
      server.shutdownNow();
      server.awaitTermination(10, TimeUnit.SECONDS);
    }
  }
}
