package dev.clew.store;

import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import java.util.Random;

/// Batches for tests: small ones with given ids, and random ones that use every column there is.
public final class SpanBatches {
  private SpanBatches() {}

  /// A batch of one span of a trace of the same number, which starts at a given time.
  public static SpanBatch single(long id, long startNanos) {
    return of(startNanos, id);
  }

  /// A batch of spans, each the only one of the trace of the same number.
  public static SpanBatch of(long startNanos, long... ids) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.resourcePresent();
    builder.resourceAttribute(
        builder.string("service.name"), AttributeType.STRING, builder.string("shop"));
    builder.beginScope();
    for (long id : ids) {
      span(builder, id, id, startNanos);
    }
    return builder.build();
  }

  /// A batch of one span of a given trace.
  public static SpanBatch span(long trace, long id, long startNanos) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.beginScope();
    span(builder, trace, id, startNanos);
    return builder.build();
  }

  private static void span(SpanBatchBuilder builder, long trace, long id, long startNanos) {
    builder.beginSpan();
    builder.traceId(0xABCDL, trace).spanId(id).name(builder.string("operation " + id % 3));
    builder.startNanos(startNanos).endNanos(startNanos + 1_000_000);
    builder.attribute("http.route", "/item/" + id);
    builder.endSpan();
  }

  /// A batch of up to `maxSpans` spans in which every field, attribute type, event and link occurs.
  public static SpanBatch random(Random random, int maxSpans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    int spans = random.nextInt(maxSpans + 1);
    for (int done = 0; done < spans || random.nextInt(4) == 0; ) {
      builder.beginResource();
      builder.resourceSchemaUrl(text(builder, random));
      builder.resourceDroppedAttributes(random.nextInt(3) - 1);
      builder.resourceEntityRefs(blob(builder, random));
      if (random.nextBoolean()) {
        builder.resourcePresent();
      }
      for (int a = random.nextInt(4); a > 0; a--) {
        AttributeType type = type(random);
        builder.resourceAttribute(key(builder, random), type, word(builder, random, type));
      }
      for (int scopes = random.nextInt(3); scopes > 0; scopes--) {
        builder.beginScope();
        builder.scopeName(text(builder, random)).scopeVersion(text(builder, random));
        builder.scopeSchemaUrl(text(builder, random));
        builder.scopeDroppedAttributes(random.nextInt());
        if (random.nextBoolean()) {
          builder.scopePresent();
        }
        for (int a = random.nextInt(3); a > 0; a--) {
          AttributeType type = type(random);
          builder.scopeAttribute(key(builder, random), type, word(builder, random, type));
        }
        for (int s = random.nextInt(spans - done + 1); s > 0; s--) {
          randomSpan(builder, random);
          done++;
        }
      }
    }
    return builder.build();
  }

  private static void randomSpan(SpanBatchBuilder builder, Random random) {
    builder.beginSpan();
    builder.traceId(random.nextLong(), random.nextInt(4)).spanId(random.nextLong());
    builder.parentSpanId(random.nextInt(3) == 0 ? 0 : random.nextLong());
    builder.startNanos(random.nextInt(9) == 0 ? random.nextLong() : random.nextInt());
    builder.endNanos(random.nextInt(9) == 0 ? random.nextLong() : random.nextInt());
    builder.kind(random.nextInt(9) == 0 ? random.nextInt() : random.nextInt(6));
    builder.statusCode(random.nextInt(9) == 0 ? random.nextInt() : random.nextInt(3));
    builder.statusMessage(text(builder, random)).name(text(builder, random));
    builder.traceState(text(builder, random)).flags(random.nextInt());
    builder.droppedAttributes(random.nextInt(2)).droppedEvents(random.nextInt());
    builder.droppedLinks(random.nextInt(2)).presence(random.nextInt(16));
    for (int a = random.nextInt(6); a > 0; a--) {
      AttributeType type = type(random);
      builder.attribute(key(builder, random), type, word(builder, random, type));
    }
    for (int e = random.nextInt(3); e > 0; e--) {
      builder.beginEvent(random.nextLong());
      builder.eventName(text(builder, random)).eventDroppedAttributes(random.nextInt(2));
      AttributeType type = type(random);
      builder.eventAttribute(key(builder, random), type, word(builder, random, type));
    }
    for (int l = random.nextInt(3); l > 0; l--) {
      builder.beginLink(random.nextLong(), random.nextLong(), random.nextLong());
      builder.linkTraceState(text(builder, random)).linkFlags(random.nextInt());
      builder.linkDroppedAttributes(random.nextInt(2)).linkPresence(random.nextInt(4));
      AttributeType type = type(random);
      builder.linkAttribute(key(builder, random), type, word(builder, random, type));
    }
    builder.endSpan();
  }

  private static int key(SpanBatchBuilder builder, Random random) {
    return builder.string("key" + random.nextInt(12));
  }

  private static int text(SpanBatchBuilder builder, Random random) {
    return builder.string(random.nextInt(3) == 0 ? "" : "text ü " + random.nextInt(50));
  }

  private static int blob(SpanBatchBuilder builder, Random random) {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return builder.blob(bytes);
  }

  private static AttributeType type(Random random) {
    return AttributeType.of(random.nextInt(AttributeType.COUNT));
  }

  private static long word(SpanBatchBuilder builder, Random random, AttributeType type) {
    return switch (type) {
      case STRING -> text(builder, random);
      case BYTES, ARRAY, KEY_VALUE_LIST -> blob(builder, random);
      case INT, DOUBLE -> random.nextBoolean() ? random.nextInt(100) : random.nextLong();
      case BOOL, EMPTY -> random.nextInt(2);
    };
  }
}
