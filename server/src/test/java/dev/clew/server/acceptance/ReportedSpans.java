package dev.clew.server.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Reads what an application prints of its spans: a JSON array of what its SDK held, with times as
/// decimal text, and attributes as plain JSON. What JSON has no value for is an object with one
/// field, `bytes` (base64), `map` or `nothing`.
final class ReportedSpans {
  private ReportedSpans() {}

  static List<PlacedSpan> read(String json) throws IOException {
    List<PlacedSpan> spans = new ArrayList<>();
    for (JsonNode span : new ObjectMapper().readTree(json)) {
      spans.add(placed(span));
    }
    return spans;
  }

  private static PlacedSpan placed(JsonNode json) {
    JsonNode scope = json.path("scope");
    return new PlacedSpan(
        Resource.newBuilder().addAllAttributes(attributes(json.path("resource"))).build(),
        json.path("resourceSchema").asText(),
        InstrumentationScope.newBuilder()
            .setName(scope.path("name").asText())
            .setVersion(scope.path("version").asText())
            .addAllAttributes(attributes(scope.path("attributes")))
            .build(),
        scope.path("schema").asText(),
        span(json));
  }

  private static Span span(JsonNode json) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(json, "traceId"))
            .setSpanId(id(json, "spanId"))
            .setParentSpanId(id(json, "parentSpanId"))
            .setTraceState(json.path("traceState").asText())
            .setFlags(json.path("traceFlags").asInt())
            .setName(json.path("name").asText())
            .setKindValue(json.path("kind").asInt())
            .setStartTimeUnixNano(Long.parseLong(json.path("start").asText()))
            .setEndTimeUnixNano(Long.parseLong(json.path("end").asText()))
            .addAllAttributes(attributes(json.path("attributes")))
            .setDroppedAttributesCount(json.path("droppedAttributes").asInt())
            .setDroppedEventsCount(json.path("droppedEvents").asInt())
            .setDroppedLinksCount(json.path("droppedLinks").asInt())
            .setStatus(
                Status.newBuilder()
                    .setCodeValue(json.path("statusCode").asInt())
                    .setMessage(json.path("statusMessage").asText()));
    for (JsonNode event : json.path("events")) {
      span.addEventsBuilder()
          .setName(event.path("name").asText())
          .setTimeUnixNano(Long.parseLong(event.path("time").asText()))
          .addAllAttributes(attributes(event.path("attributes")));
    }
    for (JsonNode link : json.path("links")) {
      span.addLinksBuilder()
          .setTraceId(id(link, "traceId"))
          .setSpanId(id(link, "spanId"))
          .setTraceState(link.path("traceState").asText())
          .setFlags(link.path("traceFlags").asInt())
          .addAllAttributes(attributes(link.path("attributes")));
    }
    return span.build();
  }

  private static ByteString id(JsonNode json, String field) {
    return ByteString.copyFrom(HexFormat.of().parseHex(json.path(field).asText()));
  }

  private static List<KeyValue> attributes(JsonNode json) {
    return json.propertyStream()
        .map(
            entry ->
                KeyValue.newBuilder()
                    .setKey(entry.getKey())
                    .setValue(value(entry.getValue()))
                    .build())
        .toList();
  }

  private static AnyValue value(JsonNode json) {
    AnyValue.Builder value = AnyValue.newBuilder();
    return switch (json.getNodeType()) {
      case STRING -> value.setStringValue(json.textValue()).build();
      case BOOLEAN -> value.setBoolValue(json.booleanValue()).build();
      case NUMBER ->
          json.isIntegralNumber()
              ? value.setIntValue(json.longValue()).build()
              : value.setDoubleValue(json.doubleValue()).build();
      case ARRAY -> {
        ArrayValue.Builder items = ArrayValue.newBuilder();
        json.forEach(item -> items.addValues(value(item)));
        yield value.setArrayValue(items).build();
      }
      case OBJECT -> special(json);
      default -> throw new IllegalArgumentException("no attribute value: " + json);
    };
  }

  private static AnyValue special(JsonNode json) {
    AnyValue.Builder value = AnyValue.newBuilder();
    if (json.has("bytes")) {
      byte[] bytes = Base64.getDecoder().decode(json.path("bytes").asText());
      value.setBytesValue(ByteString.copyFrom(bytes));
    } else if (json.has("map")) {
      value.setKvlistValue(KeyValueList.newBuilder().addAllValues(attributes(json.path("map"))));
    }
    return value.build();
  }
}
