package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/// What Datadog's agent takes at `/v0.4/traces`: a list of traces in MessagePack, each a list of
/// spans.
///
/// The agent knows trace ids of 64 bits; the upper half goes along as `_dd.p.tid`. Each span says
/// that it was sampled, since an agent that is not told samples by itself.
final class DatadogMsgpack implements SpanFormat {
  /// Beyond it a double, which all numbers are to Datadog, loses the last digits.
  private static final long MOST_EXACT = 1L << 53;

  /// Header of a list, in MessagePack.
  private static final int LIST = 5;

  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment.name");
  private static final AttributeKey<String> OLD_ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> EXCEPTION_MESSAGE =
      AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> EXCEPTION_STACK =
      AttributeKey.stringKey("exception.stacktrace");

  @Override
  public Object group(SpanData span) {
    return "all";
  }

  @Override
  public int overhead(SpanData first) {
    return LIST;
  }

  @Override
  public int overheadOfEach() {
    return LIST; // it may be the only one of its trace
  }

  @Override
  public Message message(List<Encoded> spans) throws IOException {
    Map<String, List<byte[]>> traces = new LinkedHashMap<>();
    for (Encoded span : spans) {
      traces.computeIfAbsent(span.span().getTraceId(), id -> new ArrayList<>()).add(span.bytes());
    }
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packArrayHeader(traces.size());
      for (List<byte[]> trace : traces.values()) {
        packer.packArrayHeader(trace.size());
        for (byte[] span : trace) {
          packer.writePayload(span);
        }
      }
      return new Message(
          packer.toByteArray(),
          spans.size(),
          Map.of("X-Datadog-Trace-Count", Integer.toString(traces.size())));
    }
  }

  @Override
  public byte[] encode(SpanData span) throws IOException {
    Map<String, String> meta = new LinkedHashMap<>();
    Map<String, Double> metrics = new LinkedHashMap<>();
    describe(span, meta, metrics);
    DatadogNames names = DatadogNames.of(span);
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(12);
      text("service", Resources.serviceOf(span), packer);
      text("name", names.operation(), packer);
      text("resource", names.resource(), packer);
      text("type", names.type(), packer);
      id("trace_id", span.getTraceId().substring(16), packer);
      id("span_id", span.getSpanId(), packer);
      id("parent_id", span.getParentSpanId(), packer);
      pack("start", packer);
      packer.packLong(span.getStartEpochNanos());
      pack("duration", packer);
      packer.packLong(Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos()));
      pack("error", packer);
      packer.packInt(span.getStatus().getStatusCode() == StatusCode.ERROR ? 1 : 0);
      pack("meta", packer);
      packer.packMapHeader(meta.size());
      for (Map.Entry<String, String> one : meta.entrySet()) {
        text(one.getKey(), one.getValue(), packer);
      }
      pack("metrics", packer);
      packer.packMapHeader(metrics.size());
      for (Map.Entry<String, Double> one : metrics.entrySet()) {
        pack(one.getKey(), packer);
        packer.packDouble(one.getValue());
      }
      return packer.toByteArray();
    }
  }

  private static void describe(
      SpanData span, Map<String, String> meta, Map<String, Double> metrics) {
    span.getResource()
        .getAttributes()
        .forEach((key, value) -> add(key.getKey(), value, meta, metrics));
    span.getAttributes().forEach((key, value) -> add(key.getKey(), value, meta, metrics));
    meta.remove(Resources.SERVICE_NAME.getKey());
    putIfThere("version", Resources.attribute(span, VERSION), meta);
    String environment = Resources.attribute(span, ENVIRONMENT);
    putIfThere(
        "env",
        environment == null ? Resources.attribute(span, OLD_ENVIRONMENT) : environment,
        meta);
    meta.put("span.kind", span.getKind().name().toLowerCase(Locale.ROOT));
    meta.put("otel.scope.name", span.getInstrumentationScopeInfo().getName());
    Long status = span.getAttributes().get(STATUS);
    putIfThere("http.status_code", status == null ? null : status.toString(), meta);
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      error(span, meta);
    }
    if (!span.getEvents().isEmpty()) {
      meta.put("events", events(span.getEvents()));
    }
    if (!span.getLinks().isEmpty()) {
      meta.put("_dd.span_links", DatadogLinks.json(span.getLinks()));
    }
    meta.put("_dd.p.tid", span.getTraceId().substring(0, 16));
    metrics.put("_sampling_priority_v1", 1.0);
    boolean isEntry =
        !span.getParentSpanContext().isValid() || span.getParentSpanContext().isRemote();
    if (isEntry) {
      metrics.put("_dd.top_level", 1.0);
    }
  }

  private static void add(
      String key, Object value, Map<String, String> meta, Map<String, Double> metrics) {
    if (value instanceof Double number) {
      metrics.put(key, number);
    } else if (value instanceof Long number && number >= -MOST_EXACT && number <= MOST_EXACT) {
      metrics.put(key, number.doubleValue());
    } else {
      meta.put(key, AttributeText.of(value));
    }
  }

  private static void error(SpanData span, Map<String, String> meta) {
    putIfThere("error.message", span.getStatus().getDescription(), meta);
    for (EventData event : span.getEvents()) {
      if (event.getName().equals("exception")) {
        putIfThere("error.type", event.getAttributes().get(EXCEPTION_TYPE), meta);
        putIfThere("error.message", event.getAttributes().get(EXCEPTION_MESSAGE), meta);
        putIfThere("error.stack", event.getAttributes().get(EXCEPTION_STACK), meta);
      }
    }
  }

  private static String events(List<EventData> events) {
    return AttributeText.json(
        json -> {
          json.writeStartArray();
          for (EventData event : events) {
            json.writeStartObject();
            json.writeNumberField("time_unix_nano", event.getEpochNanos());
            json.writeStringField("name", event.getName());
            json.writeFieldName("attributes");
            AttributeText.write(event.getAttributes(), json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void putIfThere(String key, @Nullable String value, Map<String, String> meta) {
    if (value != null && !value.isEmpty()) {
      meta.put(key, value);
    }
  }

  private static void text(String key, String value, MessageBufferPacker packer)
      throws IOException {
    pack(key, packer);
    pack(value, packer);
  }

  private static void id(String key, String hex, MessageBufferPacker packer) throws IOException {
    pack(key, packer);
    packer.packBigInteger(new BigInteger(hex, 16));
  }

  /// As bytes: the packer gives up at half a surrogate pair, and this writes a question mark.
  private static void pack(String text, MessageBufferPacker packer) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    packer.packRawStringHeader(utf8.length);
    packer.writePayload(utf8);
  }
}
