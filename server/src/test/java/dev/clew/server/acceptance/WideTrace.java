package dev.clew.server.acceptance;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;

/// One trace of very many spans, in requests of some thousand. A tenth of the spans lie in one
/// another, deeper than any recursion goes; the others are children of the root.
final class WideTrace {
  static final String SERVICE = "import";

  private static final int SPANS_PER_REQUEST = 2000;
  private static final long START_NANOS = 1_760_000_000_000_000_000L;
  private static final ByteString TRACE_ID =
      ByteString.copyFrom(ByteBuffer.allocate(16).putLong(0x77696465L).putLong(1).array());

  private final int spans;

  /// @param spans a multiple of 2,000
  WideTrace(int spans) {
    this.spans = spans;
  }

  String traceId() {
    return PlacedSpan.hex(TRACE_ID);
  }

  int requests() {
    return spans / SPANS_PER_REQUEST;
  }

  byte[] request(int number) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var resource = request.addResourceSpansBuilder();
    resource
        .getResourceBuilder()
        .addAttributesBuilder()
        .setKey("service.name")
        .getValueBuilder()
        .setStringValue(SERVICE);
    var scope = resource.addScopeSpansBuilder();
    for (int i = 0; i < SPANS_PER_REQUEST; i++) {
      scope.addSpans(span(number * SPANS_PER_REQUEST + i));
    }
    return request.build().toByteArray();
  }

  private Span span(int index) {
    long start = START_NANOS + index * 1000L;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(TRACE_ID)
            .setSpanId(id(index))
            .setName("row " + index % 100)
            .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + 500);
    if (index > 0) {
      span.setParentSpanId(id(index < spans / 10 ? index - 1 : 0));
    }
    span.addAttributesBuilder().setKey("row.number").getValueBuilder().setIntValue(index);
    span.addAttributesBuilder().setKey("row.table").getValueBuilder().setStringValue("orders");
    span.addAttributesBuilder()
        .setKey("row.key")
        .getValueBuilder()
        .setStringValue("order-" + Long.toHexString(index * 0x9e3779b97f4a7c15L));
    return span.build();
  }

  private static ByteString id(int index) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(index + 1L).array());
  }
}
