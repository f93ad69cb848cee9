package dev.clew.query;

import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Turns plain spans into batches and segments.
final class TestBatches {
  private TestBatches() {}

  static Segment arena(String name, List<TestSpan> spans) {
    Arena arena = new Arena(name, 16);
    for (int i = 0; i < spans.size(); i += 7) {
      arena.append(batch(spans.subList(i, Math.min(spans.size(), i + 7))), null);
    }
    return arena.snapshot();
  }

  static SpanBatch batch(List<TestSpan> spans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (TestSpan span : spans) {
      TestSpan.Resource resource = span.resource();
      builder.beginResource();
      builder.resourcePresent();
      resource
          .attributes()
          .forEach(
              (key, value) ->
                  builder.resourceAttribute(
                      builder.string(key), type(value), word(builder, value)));
      builder.beginScope();
      builder.scopePresent();
      builder.scopeName(builder.string(resource.scopeName()));
      builder.scopeVersion(builder.string(resource.scopeVersion()));
      resource
          .scopeAttributes()
          .forEach(
              (key, value) ->
                  builder.scopeAttribute(builder.string(key), type(value), word(builder, value)));
      add(builder, span);
    }
    return builder.build();
  }

  private static void add(SpanBatchBuilder builder, TestSpan span) {
    builder.beginSpan();
    builder
        .traceId(span.traceIdHigh(), span.traceIdLow())
        .spanId(span.spanId())
        .parentSpanId(span.parentId())
        .startNanos(span.start())
        .endNanos(span.end())
        .kind(span.kind())
        .statusCode(span.status())
        .statusMessage(builder.string(span.statusMessage()))
        .name(builder.string(span.name()));
    span.attributes()
        .forEach(
            (key, value) ->
                builder.attribute(builder.string(key), type(value), word(builder, value)));
    for (TestSpan.Event event : span.events()) {
      builder.beginEvent(event.time());
      builder.eventName(builder.string(event.name()));
      event
          .attributes()
          .forEach(
              (key, value) ->
                  builder.eventAttribute(builder.string(key), type(value), word(builder, value)));
    }
    for (TestSpan.Link link : span.links()) {
      builder.beginLink(link.traceIdHigh(), link.traceIdLow(), link.spanId());
      link.attributes()
          .forEach(
              (key, value) ->
                  builder.linkAttribute(builder.string(key), type(value), word(builder, value)));
    }
    builder.endSpan();
  }

  private static AttributeType type(Object value) {
    return switch (value) {
      case String _ -> AttributeType.STRING;
      case Long _ -> AttributeType.INT;
      case Double _ -> AttributeType.DOUBLE;
      case Boolean _ -> AttributeType.BOOL;
      case byte[] _ -> AttributeType.BYTES;
      case List<?> _ -> AttributeType.ARRAY;
      case Map<?, ?> _ -> AttributeType.KEY_VALUE_LIST;
      default -> AttributeType.EMPTY;
    };
  }

  private static long word(SpanBatchBuilder builder, Object value) {
    return switch (value) {
      case String text -> builder.string(text);
      case Long number -> number;
      case Double number -> Double.doubleToRawLongBits(number);
      case Boolean truth -> truth ? 1 : 0;
      case byte[] bytes -> builder.blob(bytes);
      case List<?> items -> builder.blob(array(items));
      case Map<?, ?> _ -> builder.blob(new byte[] {10, 3, 10, 1, 'k'});
      default -> 0;
    };
  }

  private static byte[] array(List<?> items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object item : items) {
      byte[] value = anyValue(item);
      out.write(1 << 3 | 2);
      varint(out, value.length);
      out.writeBytes(value);
    }
    return out.toByteArray();
  }

  private static byte[] anyValue(Object item) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (item) {
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(1 << 3 | 2);
        varint(out, utf8.length);
        out.writeBytes(utf8);
      }
      case Boolean truth -> {
        out.write(2 << 3);
        out.write(truth ? 1 : 0);
      }
      case Long number -> {
        out.write(3 << 3);
        varint(out, number);
      }
      case Double number -> {
        out.write(4 << 3 | 1);
        long bits = Double.doubleToRawLongBits(number);
        for (int i = 0; i < 8; i++) {
          out.write((int) (bits >>> (8 * i)));
        }
      }
      default -> throw new IllegalArgumentException("no element: " + item);
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
