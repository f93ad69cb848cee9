package dev.clew.instrumentation.spi.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Zipkin's JSON, version 2 of its API, filled as OpenTelemetry's specification says
/// ("OpenTelemetry to Zipkin Transformation").
final class ZipkinJson implements SpanFormat {
  /// What names the other side of a call, the best first.
  private static final List<AttributeKey<String>> PEERS =
      List.of(
          AttributeKey.stringKey("peer.service"),
          AttributeKey.stringKey("service.peer.name"),
          AttributeKey.stringKey("server.address"),
          AttributeKey.stringKey("net.peer.name"),
          AttributeKey.stringKey("network.peer.address"));

  @Override
  public Object group(SpanData span) {
    return "all";
  }

  @Override
  public int overhead(SpanData first) {
    return 2;
  }

  @Override
  public int overheadOfEach() {
    return 1;
  }

  @Override
  public Message message(List<Encoded> spans) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Encoded span : spans) {
      bytes.write(bytes.size() == 0 ? '[' : ',');
      bytes.writeBytes(span.bytes());
    }
    bytes.write(']');
    return new Message(bytes.toByteArray(), spans.size(), Map.of());
  }

  @Override
  public byte[] encode(SpanData span) {
    return AttributeText.json(json -> write(span, json)).getBytes(StandardCharsets.UTF_8);
  }

  private static void write(SpanData span, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", span.getTraceId());
    json.writeStringField("id", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      json.writeStringField("parentId", span.getParentSpanId());
    }
    if (span.getKind() != SpanKind.INTERNAL) {
      json.writeStringField("kind", span.getKind().name());
    }
    json.writeStringField("name", span.getName());
    json.writeNumberField("timestamp", micros(span.getStartEpochNanos()));
    // Zipkin takes a duration of 0 for none.
    json.writeNumberField(
        "duration", Math.max(1, micros(span.getEndEpochNanos() - span.getStartEpochNanos())));
    endpoint("localEndpoint", Resources.serviceOf(span), json);
    String peer = peerOf(span);
    if (peer != null) {
      endpoint("remoteEndpoint", peer, json);
    }
    annotations(span.getEvents(), json);
    json.writeObjectFieldStart("tags");
    for (Map.Entry<String, String> tag : tags(span).entrySet()) {
      json.writeStringField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static @Nullable String peerOf(SpanData span) {
    if (span.getKind() != SpanKind.CLIENT && span.getKind() != SpanKind.PRODUCER) {
      return null;
    }
    for (AttributeKey<String> key : PEERS) {
      String peer = span.getAttributes().get(key);
      if (peer != null) {
        return peer;
      }
    }
    return null;
  }

  private static void endpoint(String field, String service, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("serviceName", service);
    json.writeEndObject();
  }

  private static void annotations(List<EventData> events, JsonGenerator json) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("annotations");
    for (EventData event : events) {
      json.writeStartObject();
      json.writeNumberField("timestamp", micros(event.getEpochNanos()));
      String attributes = AttributeText.json(event.getAttributes());
      json.writeStringField(
          "value",
          event.getAttributes().isEmpty()
              ? event.getName()
              : AttributeText.quoted(event.getName()) + ":" + attributes);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Map<String, String> tags(SpanData span) {
    Map<String, String> tags = new LinkedHashMap<>();
    span.getResource()
        .getAttributes()
        .forEach(
            (key, value) -> {
              if (!key.equals(Resources.SERVICE_NAME)) {
                tags.put(key.getKey(), AttributeText.of(value));
              }
            });
    span.getAttributes().forEach((key, value) -> tags.put(key.getKey(), AttributeText.of(value)));
    StatusCode status = span.getStatus().getStatusCode();
    if (status != StatusCode.UNSET) {
      tags.put("otel.status_code", status.name());
    }
    if (status == StatusCode.ERROR) {
      tags.put("error", span.getStatus().getDescription());
    }
    tags.put("otel.scope.name", span.getInstrumentationScopeInfo().getName());
    String version = span.getInstrumentationScopeInfo().getVersion();
    if (version != null) {
      tags.put("otel.scope.version", version);
    }
    return tags;
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }
}
