package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;

/// Jaeger's Thrift model: batches of the spans of one process (jaeger-idl, `jaeger.thrift` and
/// `agent.thrift`), filled as OpenTelemetry's specification says ("OpenTelemetry to Jaeger
/// Transformation").
///
/// A struct's bytes do not depend on what surrounds it, in neither encoding. So each is written by
/// itself, and copied into its message.
final class JaegerThrift implements SpanFormat {
  private static final int SAMPLED = 1;
  private static final int OVERHEAD = 64;

  private final boolean compact;

  private JaegerThrift(boolean compact) {
    this.compact = compact;
  }

  /// The body of a request: a batch in Thrift's binary protocol.
  static JaegerThrift binaryBatch() {
    return new JaegerThrift(false);
  }

  /// A packet for an agent: the call `emitBatch` in Thrift's compact protocol.
  static JaegerThrift compactCall() {
    return new JaegerThrift(true);
  }

  /// Writes with one protocol into memory of its own.
  private interface Content {
    void writeTo(ThriftWriter thrift) throws TException;
  }

  private byte[] bytes(int size, Content content) throws IOException {
    try {
      TMemoryBuffer memory = new TMemoryBuffer(size);
      TProtocol protocol = compact ? new TCompactProtocol(memory) : new TBinaryProtocol(memory);
      content.writeTo(new ThriftWriter(protocol));
      byte[] bytes = new byte[memory.length()];
      System.arraycopy(memory.getArray(), 0, bytes, 0, bytes.length);
      return bytes;
    } catch (TException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Object group(SpanData span) {
    return span.getResource();
  }

  @Override
  public int overhead(SpanData first) throws IOException {
    return process(first.getResource(), first).length + OVERHEAD;
  }

  @Override
  public int overheadOfEach() {
    return 0;
  }

  @Override
  public Message message(List<Encoded> spans) throws IOException {
    SpanData first = spans.get(0).span();
    byte[] process = process(first.getResource(), first);
    int size = process.length + OVERHEAD;
    for (Encoded span : spans) {
      size += span.bytes().length;
    }
    byte[] bytes =
        bytes(
            size,
            thrift -> {
              if (compact) {
                thrift
                    .protocol()
                    .writeMessageBegin(new TMessage("emitBatch", TMessageType.ONEWAY, 0));
                thrift.begin("emitBatch_args");
                thrift.field(TType.STRUCT, 1);
              }
              thrift.begin("Batch");
              thrift.field(TType.STRUCT, 1);
              thrift.raw(process);
              thrift.list(2, TType.STRUCT, spans.size());
              for (Encoded span : spans) {
                thrift.raw(span.bytes());
              }
              thrift.end();
              if (compact) {
                thrift.end();
                thrift.protocol().writeMessageEnd();
              }
            });
    return new Message(bytes, spans.size(), Map.of());
  }

  private byte[] process(Resource resource, SpanData first) throws IOException {
    return bytes(
        512,
        thrift -> {
          thrift.begin("Process");
          thrift.string(1, Resources.serviceOf(first));
          Attributes attributes = resource.getAttributes();
          boolean named = attributes.get(Resources.SERVICE_NAME) != null;
          int tags = attributes.size() - (named ? 1 : 0);
          thrift.list(2, TType.STRUCT, tags);
          for (Map.Entry<AttributeKey<?>, Object> tag : attributes.asMap().entrySet()) {
            if (!tag.getKey().equals(Resources.SERVICE_NAME)) {
              thrift.tag(tag.getKey().getKey(), tag.getValue());
            }
          }
          thrift.end();
        });
  }

  @Override
  public byte[] encode(SpanData span) throws IOException {
    return bytes(
        512,
        thrift -> {
          thrift.begin("Span");
          thrift.int64(1, id(span.getTraceId(), 16));
          thrift.int64(2, id(span.getTraceId(), 0));
          thrift.int64(3, id(span.getSpanId(), 0));
          thrift.int64(4, id(span.getParentSpanId(), 0));
          thrift.string(5, span.getName());
          references(span.getLinks(), thrift);
          thrift.int32(7, SAMPLED);
          thrift.int64(8, micros(span.getStartEpochNanos()));
          thrift.int64(9, micros(Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos())));
          tags(span, thrift);
          logs(span.getEvents(), thrift);
          thrift.end();
        });
  }

  private static void references(List<LinkData> links, ThriftWriter thrift) throws TException {
    if (links.isEmpty()) {
      return;
    }
    thrift.list(6, TType.STRUCT, links.size());
    for (LinkData link : links) {
      thrift.begin("SpanRef");
      thrift.int32(1, 1); // FOLLOWS_FROM
      thrift.int64(2, id(link.getSpanContext().getTraceId(), 16));
      thrift.int64(3, id(link.getSpanContext().getTraceId(), 0));
      thrift.int64(4, id(link.getSpanContext().getSpanId(), 0));
      thrift.end();
    }
  }

  private static void tags(SpanData span, ThriftWriter thrift) throws TException {
    ThriftWriter.Tags tags = new ThriftWriter.Tags();
    span.getAttributes().forEach((key, value) -> tags.add(key.getKey(), value));
    if (span.getKind() != SpanKind.INTERNAL) {
      tags.add("span.kind", span.getKind().name().toLowerCase(Locale.ROOT));
    }
    StatusCode status = span.getStatus().getStatusCode();
    if (status != StatusCode.UNSET) {
      tags.add("otel.status_code", status.name());
    }
    if (status == StatusCode.ERROR) {
      tags.addUnlessThere("error", true);
      if (!span.getStatus().getDescription().isEmpty()) {
        tags.add("otel.status_description", span.getStatus().getDescription());
      }
    }
    tags.add("otel.scope.name", span.getInstrumentationScopeInfo().getName());
    String version = span.getInstrumentationScopeInfo().getVersion();
    if (version != null) {
      tags.add("otel.scope.version", version);
    }
    tags.writeTo(10, thrift);
  }

  private static void logs(List<EventData> events, ThriftWriter thrift) throws TException {
    if (events.isEmpty()) {
      return;
    }
    thrift.list(11, TType.STRUCT, events.size());
    for (EventData event : events) {
      thrift.begin("Log");
      thrift.int64(1, micros(event.getEpochNanos()));
      ThriftWriter.Tags fields = new ThriftWriter.Tags();
      fields.add("event", event.getName());
      event.getAttributes().forEach((key, value) -> fields.add(key.getKey(), value));
      fields.writeTo(2, thrift);
      thrift.end();
    }
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  private static long id(String hex, int from) {
    return Long.parseUnsignedLong(hex, from, from + 16, 16);
  }
}
