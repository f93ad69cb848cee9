package dev.clew.instrumentation.spi.export;

import static dev.clew.instrumentation.spi.export.SampleSpans.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import io.jaegertracing.agent.thrift.Agent;
import io.jaegertracing.thriftjava.Batch;
import io.jaegertracing.thriftjava.Span;
import io.jaegertracing.thriftjava.SpanRef;
import io.jaegertracing.thriftjava.SpanRefType;
import io.jaegertracing.thriftjava.Tag;
import io.jaegertracing.thriftjava.TagType;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.junit.jupiter.api.Test;

/// What is written is read by the classes that Jaeger's own client for Java was generated with.
class JaegerThriftTest {
  static Batch readBinary(byte[] bytes) throws TException {
    Batch batch = new Batch();
    TMemoryInputTransport transport = new TMemoryInputTransport(bytes);
    batch.read(new TBinaryProtocol(transport));
    assertThat(transport.getBytesRemainingInBuffer()).isZero();
    return batch;
  }

  static Batch readCompact(byte[] bytes) throws TException {
    TMemoryInputTransport transport = new TMemoryInputTransport(bytes);
    TCompactProtocol protocol = new TCompactProtocol(transport);
    TMessage message = protocol.readMessageBegin();
    assertThat(message.name).isEqualTo("emitBatch");
    assertThat(message.type).isEqualTo(TMessageType.ONEWAY);
    Agent.emitBatch_args arguments = new Agent.emitBatch_args();
    arguments.read(protocol);
    protocol.readMessageEnd();
    assertThat(transport.getBytesRemainingInBuffer()).isZero();
    return arguments.getBatch();
  }

  private static SpanFormat.Message message(SpanFormat format, List<SpanData> spans)
      throws IOException {
    List<SpanFormat.Encoded> encoded = new ArrayList<>();
    int bytes = format.overhead(spans.get(0));
    for (SpanData span : spans) {
      encoded.add(new SpanFormat.Encoded(span, format.encode(span)));
      bytes += encoded.get(encoded.size() - 1).bytes().length + format.overheadOfEach();
    }
    SpanFormat.Message message = format.message(encoded);
    assertThat(message.bytes().length).isLessThanOrEqualTo(bytes);
    assertThat(message.spans()).isEqualTo(spans.size());
    return message;
  }

  private static Map<String, Object> values(List<Tag> tags) {
    Map<String, Object> values = new TreeMap<>();
    for (Tag tag : tags) {
      values.put(
          tag.getKey(),
          switch (tag.getVType()) {
            case STRING -> tag.getVStr();
            case DOUBLE -> tag.getVDouble();
            case BOOL -> tag.isVBool();
            case LONG -> tag.getVLong();
            case BINARY -> throw new AssertionError(tag);
          });
    }
    return values;
  }

  @Test
  @Row({"4.005", "3.012"})
  void writesEveryPartOfASpan() throws Exception {
    SpanData full = SampleSpans.full();
    for (Batch batch :
        List.of(
            readBinary(message(JaegerThrift.binaryBatch(), List.of(full)).bytes()),
            readCompact(message(JaegerThrift.compactCall(), List.of(full)).bytes()))) {
      assertThat(batch.getProcess().getServiceName()).isEqualTo("orders");
      assertThat(values(batch.getProcess().getTags()))
          .isEqualTo(Map.of("service.version", "3.1", "deployment.environment.name", "staging"));
      Span span = batch.getSpans().get(0);
      assertThat(span.getTraceIdHigh()).isEqualTo(0xf123456789abcdefL);
      assertThat(span.getTraceIdLow()).isEqualTo(0x0123456789abcdefL);
      assertThat(Long.toHexString(span.getSpanId()))
          .isEqualTo(full.getSpanId().replaceFirst("^0+", ""));
      assertThat(span.getParentSpanId()).isEqualTo(0xf0e0d0c0b0a09080L);
      assertThat(span.getOperationName()).isEqualTo("GET /stock/{id}");
      assertThat(span.getFlags()).isEqualTo(1);
      assertThat(span.getStartTime()).isEqualTo(START / 1_000);
      assertThat(span.getDuration()).isEqualTo(2_500);
      assertThat(span.getReferences())
          .containsExactly(new SpanRef(SpanRefType.FOLLOWS_FROM, -1L, 1L, Long.MIN_VALUE));
      assertThat(values(span.getTags()))
          .containsEntry("http.request.method", "GET")
          .containsEntry("http.response.status_code", 503L)
          .containsEntry("text", "grün \ud83e\uddf6")
          .containsEntry("yes", true)
          .containsEntry("ratio", 0.25)
          .containsEntry("large", Long.MIN_VALUE)
          .containsEntry("list", "[\"a\",\"b\\\"\"]")
          .containsEntry("span.kind", "client")
          .containsEntry("otel.status_code", "ERROR")
          .containsEntry("otel.status_description", "stock is down")
          .containsEntry("error", true)
          .containsEntry("otel.scope.name", "shop")
          .containsEntry("otel.scope.version", "1.2")
          .hasSize(14);
      assertThat(span.getLogs()).hasSize(1);
      assertThat(span.getLogs().get(0).getTimestamp()).isEqualTo(START / 1_000 + 1);
      assertThat(values(span.getLogs().get(0).getFields()))
          .isEqualTo(
              Map.of(
                  "event", "exception",
                  "exception.type", "java.io.IOException",
                  "exception.message", "gone"));
      assertThat(span.getTags())
          .filteredOn(tag -> tag.getKey().equals("error"))
          .singleElement()
          .returns(TagType.BOOL, Tag::getVType);
    }
  }

  @Test
  void writesAnySpan() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      List<SpanData> spans = SampleSpans.hostile(random, 5);
      Batch binary = readBinary(message(JaegerThrift.binaryBatch(), spans).bytes());
      Batch compact = readCompact(message(JaegerThrift.compactCall(), spans).bytes());
      // As text: to the classes, a number that is none is not equal to itself.
      assertThat(compact.toString()).as("seed %d", seed).isEqualTo(binary.toString());
      assertThat(binary.getSpans()).as("seed %d", seed).hasSize(5);
      for (int j = 0; j < 5; j++) {
        Span span = binary.getSpans().get(j);
        assertThat(span.getOperationName()).isEqualTo(SampleSpans.sent(spans.get(j).getName()));
        assertThat(span.getLogsSize()).isEqualTo(spans.get(j).getEvents().size());
        assertThat(span.getTagsSize()).isGreaterThanOrEqualTo(spans.get(j).getAttributes().size());
      }
    }
  }
}
