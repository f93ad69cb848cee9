package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import dev.clew.model.SpanBatchBuilder;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DecoderAllocationTest {
  private static final int SPANS = 1_000;
  private static final int ROUNDS = 50;

  @Test
  void nothingIsAllocatedForSpansAttributesEventsAndLinks() throws Exception {
    byte[] body = body();
    OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
    SpanBatchBuilder builder = new SpanBatchBuilder();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 0; round < 5; round++) {
      builder.clear();
      decoder.decode(body, 0, body.length, builder);
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < ROUNDS; round++) {
      builder.clear();
      decoder.decode(body, 0, body.length, builder);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(builder.size()).isEqualTo(SPANS);
    assertThat(allocated).isLessThan((long) ROUNDS * SPANS);
  }

  private static byte[] body() {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int s = 0; s < SPANS; s++) {
      Span.Builder span =
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(new byte[16]))
              .setName("größer " + s)
              .addAttributes(attribute("array", array(s)))
              .addEvents(Span.Event.newBuilder().setName("e").addAttributes(text("e", "v")))
              .addLinks(Span.Link.newBuilder().addAttributes(text("l", "v" + s)));
      for (int a = 0; a < 10; a++) {
        span.addAttributes(text("key" + a, "value " + s % (a + 1)));
      }
      scope.addSpans(span);
    }
    return TracesData.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
        .build()
        .toByteArray();
  }

  private static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value).build());
  }

  private static AnyValue array(int element) {
    return AnyValue.newBuilder()
        .setArrayValue(
            ArrayValue.newBuilder().addValues(AnyValue.newBuilder().setIntValue(element)))
        .build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
