package dev.clew.model;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Random batches with everything that a batch can hold: attributes of every type, keys of several
/// types, keys repeated by one owner, extreme numbers, absent and zero ids, resources and scopes
/// that are equal to others or have no spans. Batches of one generator share traces, resources and
/// scopes.
public final class RandomSpans {
  private static final String[] KEYS = {
    "",
    "http.route",
    "Http.Route",
    "service.name",
    "k",
    "id",
    "db.statement",
    "größe",
    "a b",
    "error"
  };
  private static final String[] STRINGS = {
    "", "cart", "checkout", "GET /", "日本", "a\u0000b", "x\"\\"
  };
  private static final long[] EXTREMES = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE};

  private final Random random;
  private final long[] traceIds = new long[40];
  private long nextId = 1;

  public RandomSpans(Random random) {
    this.random = random;
    for (int i = 2; i < traceIds.length; i++) {
      traceIds[i] = random.nextLong();
    }
  }

  /// The next batch.
  ///
  /// @param spans at least how many spans it has
  public SpanBatch batch(int spans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    do {
      resource(builder, spans);
    } while (builder.size() < spans);
    return builder.build();
  }

  private void resource(SpanBatchBuilder builder, int spans) {
    builder.beginResource();
    if (random.nextInt(4) > 0) {
      builder.resourcePresent();
    }
    if (random.nextInt(4) == 0) {
      builder.resourceSchemaUrl(string(builder)).resourceDroppedAttributes(number());
    }
    if (random.nextInt(6) == 0) {
      builder.resourceEntityRefs(builder.blob(new byte[] {0x1A, 2, 0x12, 0}));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      attribute(builder, builder::resourceAttribute);
    }
    for (int scopes = random.nextInt(4); scopes > 0; scopes--) {
      scope(builder);
      for (int i = random.nextInt(Math.max(2, spans / 2)); i > 0; i--) {
        span(builder);
      }
    }
  }

  private void scope(SpanBatchBuilder builder) {
    builder.beginScope();
    if (random.nextInt(4) > 0) {
      builder.scopePresent().scopeName(string(builder)).scopeVersion(string(builder));
    }
    if (random.nextInt(4) == 0) {
      builder.scopeSchemaUrl(string(builder)).scopeDroppedAttributes(number());
    }
    for (int i = random.nextInt(2); i > 0; i--) {
      attribute(builder, builder::scopeAttribute);
    }
  }

  private void span(SpanBatchBuilder builder) {
    builder.beginSpan();
    int trace = random.nextInt(traceIds.length);
    builder.traceId(traceIds[trace], traceIds[trace / 2]);
    builder.spanId(random.nextInt(10) == 0 ? 0 : nextId++);
    builder.parentSpanId(random.nextInt(3) == 0 ? 0 : random.nextLong(nextId));
    long start = random.nextInt(20) == 0 ? word() : 1_700_000_000_000_000_000L + random.nextInt();
    builder.startNanos(start);
    builder.endNanos(random.nextInt(20) == 0 ? word() : start + random.nextInt(1_000_000));
    builder.name(string(builder)).kind(random.nextInt(20) == 0 ? number() : random.nextInt(6));
    if (random.nextInt(4) == 0) {
      builder.statusCode(random.nextInt(5) == 0 ? number() : 2).statusMessage(string(builder));
    }
    if (random.nextInt(4) == 0) {
      builder.traceState(string(builder)).flags(number()).presence(random.nextInt(16));
      builder.droppedAttributes(number()).droppedEvents(number()).droppedLinks(number());
    }
    for (int i = random.nextInt(8); i > 0; i--) {
      attribute(builder, builder::attribute);
    }
    for (int i = random.nextInt(8) - 5; i > 0; i--) {
      event(builder);
    }
    for (int i = random.nextInt(8) - 5; i > 0; i--) {
      link(builder);
    }
    builder.endSpan();
  }

  private void event(SpanBatchBuilder builder) {
    builder.beginEvent(word());
    builder.eventName(string(builder));
    if (random.nextInt(4) == 0) {
      builder.eventDroppedAttributes(number());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      attribute(builder, builder::eventAttribute);
    }
  }

  private void link(SpanBatchBuilder builder) {
    builder.beginLink(word(), word(), word());
    if (random.nextBoolean()) {
      builder.linkTraceState(string(builder)).linkFlags(number());
      builder.linkDroppedAttributes(number()).linkPresence(random.nextInt(4));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      attribute(builder, builder::linkAttribute);
    }
  }

  private void attribute(SpanBatchBuilder builder, Sink sink) {
    int key = builder.string(KEYS[random.nextInt(KEYS.length)]);
    // Half of the keys' values are of the type that the key goes with, so that one has the
    // majority.
    int ordinal =
        random.nextBoolean() ? key % AttributeType.COUNT : random.nextInt(AttributeType.COUNT);
    AttributeType type = AttributeType.of(ordinal);
    for (int i = random.nextInt(10) == 0 ? 2 : 1; i > 0; i--) {
      sink.add(
          key,
          type,
          switch (type) {
            case STRING -> string(builder);
            case INT -> word();
            case DOUBLE ->
                Double.doubleToRawLongBits(
                    random.nextInt(4) == 0
                        ? Double.longBitsToDouble(word())
                        : random.nextGaussian());
            case BOOL, EMPTY -> random.nextInt(2);
            case BYTES -> builder.blob(string().getBytes(StandardCharsets.UTF_16));
            case ARRAY -> builder.blob(array());
            case KEY_VALUE_LIST -> builder.blob(keyValueList());
          });
    }
  }

  /// An `ArrayValue` in protobuf: strings, integers, both, or none.
  private byte[] array() {
    int kind = random.nextInt(4);
    byte[] all = {};
    for (int i = kind == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
      all = join(all, field(1, kind == 1 || (kind == 3 && i > 1) ? stringValue() : intValue()));
    }
    return all;
  }

  /// A `KeyValueList` in protobuf.
  private byte[] keyValueList() {
    byte[] all = {};
    for (int i = random.nextInt(3); i > 0; i--) {
      byte[] key =
          field(1, KEYS[1 + random.nextInt(KEYS.length - 1)].getBytes(StandardCharsets.UTF_8));
      all = join(all, field(1, join(key, field(2, stringValue()))));
    }
    return all;
  }

  private byte[] stringValue() {
    return field(1, string().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] intValue() {
    return new byte[] {0x18, (byte) random.nextInt(128)};
  }

  private static byte[] field(int number, byte[] content) {
    return join(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] join(byte[] head, byte[] tail) {
    byte[] all = new byte[head.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private int string(SpanBatchBuilder builder) {
    return builder.string(string());
  }

  private String string() {
    return random.nextInt(8) == 0 ? "value " + nextId++ : STRINGS[random.nextInt(STRINGS.length)];
  }

  private int number() {
    return random.nextBoolean() ? random.nextInt(300) : random.nextInt();
  }

  private long word() {
    return random.nextBoolean() ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextLong();
  }

  private interface Sink {
    void add(int key, AttributeType type, long word);
  }
}
