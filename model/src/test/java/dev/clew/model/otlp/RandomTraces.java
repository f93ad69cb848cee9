package dev.clew.model.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.Random;

/// Random trace data of every shape that OTLP allows: any field absent, empty or extreme, enum
/// numbers that nobody knows, zero ids, ends before starts, repeated and empty keys, empty
/// messages.
final class RandomTraces {
  private static final String[] TEXTS = {
    "", "a", "GET /", "service.name", "größer", "日本", "\uD83D\uDE00", "\u0000", "x".repeat(300),
  };
  private static final long[] LONGS = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53};

  private final Random random;
  private final boolean keepsNan;

  RandomTraces(Random random) {
    this(random, true);
  }

  /// @param keepsNan whether NaN may have any bits
  RandomTraces(Random random, boolean keepsNan) {
    this.random = random;
    this.keepsNan = keepsNan;
  }

  TracesData next() {
    TracesData.Builder traces = TracesData.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      traces.addResourceSpans(resourceSpans());
    }
    return traces.build();
  }

  private ResourceSpans resourceSpans() {
    ResourceSpans.Builder spans = ResourceSpans.newBuilder();
    if (often()) {
      spans.setResource(resource());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      spans.addScopeSpans(scopeSpans());
    }
    if (rarely()) {
      spans.setSchemaUrl(text());
    }
    return spans.build();
  }

  private Resource resource() {
    Resource.Builder resource = Resource.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      resource.addAttributes(attribute());
    }
    if (rarely()) {
      resource.setDroppedAttributesCount(random.nextInt());
    }
    for (int i = rarely() ? random.nextInt(3) : 0; i > 0; i--) {
      EntityRef.Builder ref = EntityRef.newBuilder().setSchemaUrl(text()).setType(text());
      for (int k = random.nextInt(3); k > 0; k--) {
        ref.addIdKeys(text()).addDescriptionKeys(text());
      }
      resource.addEntityRefs(ref);
    }
    return resource.build();
  }

  private ScopeSpans scopeSpans() {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    if (often()) {
      InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
      if (often()) {
        scope.setName(text()).setVersion(text());
      }
      for (int i = rarely() ? random.nextInt(3) : 0; i > 0; i--) {
        scope.addAttributes(attribute());
      }
      if (rarely()) {
        scope.setDroppedAttributesCount(random.nextInt());
      }
      spans.setScope(scope);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      spans.addSpans(span());
    }
    if (rarely()) {
      spans.setSchemaUrl(text());
    }
    return spans.build();
  }

  private Span span() {
    Span.Builder span = Span.newBuilder();
    if (often()) {
      span.setTraceId(id(16)).setSpanId(id(8));
    }
    if (random.nextBoolean()) {
      span.setParentSpanId(id(8));
    }
    if (often()) {
      span.setName(text()).setStartTimeUnixNano(number()).setEndTimeUnixNano(number());
    }
    if (random.nextBoolean()) {
      setKind(span);
      span.setTraceState(text()).setFlags(random.nextInt());
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      span.addAttributes(attribute());
    }
    for (int i = rarely() ? random.nextInt(4) : 0; i > 0; i--) {
      span.addEvents(event());
    }
    for (int i = rarely() ? random.nextInt(4) : 0; i > 0; i--) {
      span.addLinks(link());
    }
    if (rarely()) {
      span.setDroppedAttributesCount(random.nextInt())
          .setDroppedEventsCount(random.nextInt())
          .setDroppedLinksCount(random.nextInt(3));
    }
    if (random.nextBoolean()) {
      span.setStatus(status());
    }
    return span.build();
  }

  @SuppressWarnings("AvoidValueSetter") // also numbers that the enum does not have
  private void setKind(Span.Builder span) {
    span.setKindValue(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(7));
  }

  @SuppressWarnings("AvoidValueSetter") // also numbers that the enum does not have
  private Status status() {
    Status.Builder status = Status.newBuilder();
    if (random.nextBoolean()) {
      status.setCodeValue(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(4));
    }
    if (random.nextBoolean()) {
      status.setMessage(text());
    }
    return status.build();
  }

  private Span.Event event() {
    Span.Event.Builder event = Span.Event.newBuilder().setTimeUnixNano(number()).setName(text());
    for (int i = random.nextInt(3); i > 0; i--) {
      event.addAttributes(attribute());
    }
    if (rarely()) {
      event.setDroppedAttributesCount(random.nextInt());
    }
    return event.build();
  }

  private Span.Link link() {
    Span.Link.Builder link = Span.Link.newBuilder();
    if (often()) {
      link.setTraceId(id(16)).setSpanId(id(8));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      link.addAttributes(attribute());
    }
    if (random.nextBoolean()) {
      link.setTraceState(text())
          .setFlags(random.nextInt())
          .setDroppedAttributesCount(random.nextInt(9));
    }
    return link.build();
  }

  private KeyValue attribute() {
    KeyValue.Builder pair = KeyValue.newBuilder().setKey(text());
    if (often()) {
      pair.setValue(value(3));
    }
    return pair.build();
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> value.setStringValue(text());
      case 1 -> value.setBoolValue(random.nextBoolean());
      case 2 -> value.setIntValue(number());
      case 3 -> value.setDoubleValue(number(Double.longBitsToDouble(number() * 3)));
      case 4 -> value.setBytesValue(bytes());
      case 5 -> {}
      case 6 -> {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.addValues(value(depth - 1));
        }
        value.setArrayValue(array);
      }
      default -> {
        KeyValueList.Builder list = KeyValueList.newBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          KeyValue.Builder pair = KeyValue.newBuilder().setKey(text());
          if (often()) {
            pair.setValue(value(depth - 1));
          }
          list.addValues(pair);
        }
        value.setKvlistValue(list);
      }
    }
    return value.build();
  }

  private ByteString id(int length) {
    byte[] id = new byte[length];
    if (often()) {
      random.nextBytes(id);
    }
    return ByteString.copyFrom(id);
  }

  private ByteString bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  /// JSON cannot tell one NaN from another.
  private double number(double any) {
    return Double.isNaN(any) && !keepsNan ? Double.NaN : any;
  }

  private long number() {
    return often() ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
  }

  private String text() {
    return random.nextInt(3) == 0
        ? "t" + random.nextInt(1000)
        : TEXTS[random.nextInt(TEXTS.length)];
  }

  private boolean often() {
    return random.nextInt(5) != 0;
  }

  private boolean rarely() {
    return random.nextInt(5) == 0;
  }
}
