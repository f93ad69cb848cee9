package dev.clew.instrumentation.spi.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import io.jaegertracing.thriftjava.Batch;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackedExporterTest {
  private static final Duration BRIEF = Duration.ofSeconds(2);

  /// Where a test's messages go.
  private static final class Kept implements Wire {
    private final int limit;
    private final List<SpanFormat.Message> messages = new ArrayList<>();

    private Kept(int limit) {
      this.limit = limit;
    }

    @Override
    public int limit() {
      return limit;
    }

    @Override
    public void send(SpanFormat.Message message) throws IOException {
      if (messages.size() == 2) {
        throw new IOException("enough");
      }
      messages.add(message);
    }

    @Override
    public void close() {}
  }

  private static Map<String, Integer> lost(CompletableResultCode result) {
    assertThat(result.isDone()).isTrue();
    return result.getFailureThrowable() instanceof SpansLost lost ? lost.counts() : Map.of();
  }

  @Test
  @Row({"4.005", "4.028"})
  void spreadsSpansOverPacketsAndCountsThoseThatFitNone() throws Exception {
    try (DatagramSocket agent =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      agent.setReceiveBufferSize(4 << 20);
      agent.setSoTimeout(60_000);
      PackedExporter exporter =
          new PackedExporter(
              "jaeger", JaegerThrift.compactCall(), new UdpWire("127.0.0.1", agent.getLocalPort()));
      List<SpanData> spans = new ArrayList<>(SampleSpans.small(600));
      spans.add(300, SampleSpans.large(70_000));
      spans.add(SampleSpans.large(60_000));
      CompletableResultCode result = exporter.export(spans);
      assertThat(lost(result)).isEqualTo(Map.of("too_large", 1));
      assertThat(result.getFailureThrowable()).hasMessageContaining("span 'large' of 70");
      int received = 0;
      int packets = 0;
      byte[] buffer = new byte[1 << 16];
      while (received < 601) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        agent.receive(packet);
        assertThat(packet.getLength()).isLessThanOrEqualTo(65_000);
        Batch batch =
            JaegerThriftTest.readCompact(Arrays.copyOf(packet.getData(), packet.getLength()));
        received += batch.getSpansSize();
        packets++;
      }
      assertThat(received).isEqualTo(601);
      assertThat(packets).isGreaterThan(1);
      exporter.shutdown();
    }
  }

  @Test
  void losesOnlyTheMessagesThatFail() {
    ZipkinJson format = new ZipkinJson();
    List<SpanData> spans = SampleSpans.small(9);
    int three = 0;
    for (SpanData span : spans) {
      three = Math.max(three, 3 * (format.encode(span).length + 1) + 2);
    }
    Kept wire = new Kept(three);
    CompletableResultCode result = new PackedExporter("zipkin", format, wire).export(spans);
    int sent = wire.messages.stream().mapToInt(SpanFormat.Message::spans).sum();
    assertThat(wire.messages).hasSize(2);
    assertThat(wire.messages)
        .allSatisfy(one -> assertThat(one.bytes().length).isLessThanOrEqualTo(wire.limit));
    assertThat(lost(result)).isEqualTo(Map.of("IOException", 9 - sent));
  }

  @Test
  void countsByTheAnswerOfTheBackend() throws Exception {
    try (Backend backend = Backend.answering(413)) {
      PackedExporter exporter =
          new PackedExporter(
              "zipkin", new ZipkinJson(), new HttpWire(backend.uri("/"), "POST", Map.of(), BRIEF));
      assertThat(lost(exporter.export(SampleSpans.small(4)))).isEqualTo(Map.of("413", 4));
      assertThat(exporter.export(SampleSpans.small(4)).isSuccess()).isTrue();
    }
  }

  @Test
  void countsWhatAnUnknownHostCosts() {
    PackedExporter exporter =
        new PackedExporter(
            "jaeger", JaegerThrift.compactCall(), new UdpWire("no-such-host.invalid", 6831));
    assertThat(lost(exporter.export(SampleSpans.small(4))))
        .isEqualTo(Map.of("UnknownHostException", 4));
  }
}
