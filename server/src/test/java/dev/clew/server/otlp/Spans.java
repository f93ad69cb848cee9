package dev.clew.server.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Requests to send, made by protobuf's own library.
final class Spans {
  private Spans() {}

  /// One trace of `count` spans of the service `shop`, the first of them the root.
  static ExportTraceServiceRequest request(long traceId, int count) {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int i = 1; i <= count; i++) {
      spans.addSpans(span(traceId, i));
    }
    return of(spans);
  }

  static Span.Builder span(long traceId, long spanId) {
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(0).putLong(traceId).flip()))
        .setSpanId(id(spanId))
        .setParentSpanId(spanId == 1 ? ByteString.EMPTY : id(1))
        .setName("span " + spanId)
        .setStartTimeUnixNano(1_700_000_000_000_000_000L + spanId)
        .setEndTimeUnixNano(1_700_000_000_000_001_000L + spanId);
  }

  private static ByteString id(long spanId) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(spanId).flip());
  }

  static ExportTraceServiceRequest of(ScopeSpans.Builder spans) {
    KeyValue service =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue("shop"))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(service))
                .addScopeSpans(spans))
        .build();
  }

  /// The same in OTLP/JSON, by hand: ids are hexadecimal there, which protobuf's library does not
  /// know.
  static String json(long traceId, int count) {
    StringBuilder json =
        new StringBuilder(
            """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
            "value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[\
            """);
    HexFormat hex = HexFormat.of();
    for (long i = 1; i <= count; i++) {
      json.append(i == 1 ? "" : ",")
          .append("{\"traceId\":\"")
          .append("0".repeat(16))
          .append(hex.toHexDigits(traceId))
          .append("\",\"spanId\":\"")
          .append(hex.toHexDigits(i))
          .append("\",\"name\":\"span ")
          .append(i)
          .append("\",\"startTimeUnixNano\":\"1700000000000000001\"")
          .append(",\"endTimeUnixNano\":1700000000000001001}");
    }
    return json.append("]}]}]}").toString();
  }
}
