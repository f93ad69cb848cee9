package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.OtlpReceiver;
import dev.clew.instrumentation.fixtures.Row;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The exporters in the extension's jar, where their libraries have other names.
@Timeout(300)
class AgentExportersTest {
  @TempDir Path folder;

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Test
  @Row({"1.052", "2.082", "4.005", "4.027", "4.028", "4.101"})
  void sendToEveryBackendTheSpansOfAPlainApplication() throws Exception {
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    HttpServer backend = HttpServer.create(loopback(), 0);
    backend.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (body.length > 0) {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            boolean carriesTheCall = text.contains("/called") && !text.contains("/api/");
            requests.add(exchange.getRequestURI().getPath() + " " + carriesTheCall);
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    backend.start();
    String url = "http://localhost:" + backend.getAddress().getPort();
    try (OtlpReceiver receiver = new OtlpReceiver();
        DatagramSocket jaeger = new DatagramSocket(loopback())) {
      AgentProcess process = new AgentProcess(folder, receiver);
      AgentProcess.Ended ended =
          process.runPlain(
              PlainCall.class,
              Map.of(
                  "OTEL_TRACES_EXPORTER",
                  "otlp,jaeger,datadog,zipkin",
                  "JAEGER_ENDPOINT",
                  url,
                  "DD_TRACE_AGENT_URL",
                  url,
                  "OTEL_EXPORTER_ZIPKIN_ENDPOINT",
                  url + "/api/v2/spans"),
              List.of(url + "/called"));
      assertThat(ended.exitCode()).as(ended.output()).isZero();
      assertThat(ended.output()).doesNotContain(" lost ");
      // Their own requests make no spans.
      assertThat(ended.spans().all()).as(ended.output()).hasSize(1);
      assertThat(requests)
          .as(ended.output())
          .containsExactlyInAnyOrder("/api/traces true", "/v0.4/traces true", "/api/v2/spans true");

      AgentProcess.Ended second =
          process.runPlain(
              PlainCall.class,
              Map.of(
                  "JAEGER_HOST", "localhost",
                  "JAEGER_PORT", Integer.toString(jaeger.getLocalPort()),
                  "OTEL_TRACES_EXPORTER", "jaeger"),
              List.of(url + "/called"));
      assertThat(second.exitCode()).as(second.output()).isZero();
      DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
      jaeger.setSoTimeout(60_000);
      jaeger.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1))
          .contains("emitBatch")
          .contains("/called");
    } finally {
      backend.stop(0);
    }
  }
}
