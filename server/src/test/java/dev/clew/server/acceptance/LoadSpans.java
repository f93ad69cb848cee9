package dev.clew.server.acceptance;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The spans of a {@link Load}: a function of seed, client and number, so that what was sent needs
/// no memory to compare with. Several requests make one trace.
final class LoadSpans {
  static final int SPANS_PER_REQUEST = 5;
  static final int REQUESTS_PER_TRACE = 4;
  static final int SPANS_PER_TRACE = SPANS_PER_REQUEST * REQUESTS_PER_TRACE;

  private static final String INDEX = "load.index";
  private static final long NANOS_PER_TRACE = 1_000_000;

  private final long seed;
  private final long startNanos;

  /// @param startNanos when the first trace of each client starts, in nanoseconds since 1970
  LoadSpans(long seed, long startNanos) {
    this.seed = seed;
    this.startNanos = startNanos;
  }

  /// A request of a client, the first being number 0.
  byte[] request(int client, int number) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    var scopeSpans =
        request
            .addResourceSpansBuilder()
            .setResource(resource(client))
            .addScopeSpansBuilder()
            .setScope(scope());
    int trace = number / REQUESTS_PER_TRACE;
    int first = number % REQUESTS_PER_TRACE * SPANS_PER_REQUEST;
    for (int i = first; i < first + SPANS_PER_REQUEST; i++) {
      scopeSpans.addSpans(span(client, trace, i));
    }
    return request.build().toByteArray();
  }

  /// What a trace must hold once a number of the client's requests are acknowledged.
  List<PlacedSpan> trace(int client, int trace, int requests) {
    int parts = Math.min(REQUESTS_PER_TRACE, requests - trace * REQUESTS_PER_TRACE);
    List<PlacedSpan> spans = new ArrayList<>();
    for (int i = 0; i < parts * SPANS_PER_REQUEST; i++) {
      spans.add(new PlacedSpan(resource(client), "", scope(), "", span(client, trace, i)));
    }
    return spans;
  }

  /// How many traces a number of requests touch.
  static int traces(int requests) {
    return Math.ceilDiv(requests, REQUESTS_PER_TRACE);
  }

  String traceId(int client, int trace) {
    return PlacedSpan.hex(idOfTrace(client, trace));
  }

  static String service(int client) {
    return "load-" + client;
  }

  /// The number of a span within its trace.
  static int indexOf(PlacedSpan placed) {
    return placed.span().getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(INDEX))
        .mapToInt(attribute -> (int) attribute.getValue().getIntValue())
        .findFirst()
        .orElse(-1);
  }

  private static Resource resource(int client) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", text(service(client))))
        .build();
  }

  private static InstrumentationScope scope() {
    return InstrumentationScope.newBuilder().setName("load").setVersion("1").build();
  }

  private Span span(int client, int trace, int index) {
    SplittableRandom random = random(client, trace, 1 + index);
    long start = startNanos + trace * NANOS_PER_TRACE + index;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(idOfTrace(client, trace))
            .setSpanId(idOfSpan(client, trace, index))
            .setName("step " + random.nextInt(20))
            .setKindValue(1 + random.nextInt(5))
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + random.nextInt(100_000_000))
            .setFlags(0x101)
            .addAttributes(attribute("load.client", whole(client)))
            .addAttributes(attribute(INDEX, whole(index)))
            .addAttributes(attribute("load.noise", text(Long.toHexString(random.nextLong()))))
            .addAttributes(
                attribute(
                    "load.share",
                    AnyValue.newBuilder().setDoubleValue(random.nextDouble()).build()));
    if (index > 0) {
      span.setParentSpanId(idOfSpan(client, trace, random.nextInt(index)));
    }
    if (random.nextInt(10) == 0) {
      span.setStatus(
          Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("no luck"));
      span.addEventsBuilder()
          .setName("exception")
          .setTimeUnixNano(start + 1)
          .addAttributes(attribute("exception.type", text("NoLuck")));
    }
    return span.build();
  }

  private ByteString idOfTrace(int client, int trace) {
    SplittableRandom random = random(client, trace, 0);
    return ByteString.copyFrom(
        ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong()).array());
  }

  private ByteString idOfSpan(int client, int trace, int index) {
    long id = random(client, trace, 1000 + index).nextLong();
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array());
  }

  private SplittableRandom random(int client, int trace, int purpose) {
    long mixed = seed;
    for (int part : new int[] {client, trace, purpose}) {
      mixed = new SplittableRandom(mixed + part).nextLong();
    }
    return new SplittableRandom(mixed);
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static AnyValue whole(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }
}
