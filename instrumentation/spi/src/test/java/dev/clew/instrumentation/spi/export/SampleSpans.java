package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Real spans of a real SDK, to be written: one that has everything, and hostile ones.
final class SampleSpans {
  static final String TRACE_ID = "f123456789abcdef0123456789abcdef";
  static final String PARENT_ID = "f0e0d0c0b0a09080";
  static final long START = 1_700_000_000_123_456_789L;
  static final SpanContext LINKED =
      SpanContext.create(
          "0000000000000001ffffffffffffffff",
          "8000000000000000",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  private SampleSpans() {}

  private static final class Collected implements SpanExporter {
    final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> more) {
      spans.addAll(more);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private interface Maker {
    void make(Tracer tracer);
  }

  private static List<SpanData> made(Attributes resource, Maker maker) {
    Collected collected = new Collected();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(resource))
            .setSpanLimits(SpanLimits.builder().setMaxNumberOfEvents(1_000).build())
            .addSpanProcessor(SimpleSpanProcessor.create(collected))
            .build()) {
      maker.make(provider.tracerBuilder("shop").setInstrumentationVersion("1.2").build());
    }
    return collected.spans;
  }

  /// A failed client span with a remote parent, an event, a link, and an attribute of each type.
  static SpanData full() {
    Attributes resource =
        Attributes.builder()
            .put("service.name", "orders")
            .put("service.version", "3.1")
            .put("deployment.environment.name", "staging")
            .build();
    Context parent =
        Context.root()
            .with(
                Span.wrap(
                    SpanContext.createFromRemoteParent(
                        TRACE_ID, PARENT_ID, TraceFlags.getSampled(), TraceState.getDefault())));
    return made(
            resource,
            tracer -> {
              Span span =
                  tracer
                      .spanBuilder("GET /stock/{id}")
                      .setParent(parent)
                      .setSpanKind(SpanKind.CLIENT)
                      .setStartTimestamp(START, TimeUnit.NANOSECONDS)
                      .setAttribute("http.request.method", "GET")
                      .setAttribute("http.response.status_code", 503)
                      .setAttribute("server.address", "stock")
                      .setAttribute("text", "grün \ud83e\uddf6")
                      .setAttribute("yes", true)
                      .setAttribute("ratio", 0.25)
                      .setAttribute("large", Long.MIN_VALUE)
                      .setAttribute(AttributeKey.stringArrayKey("list"), List.of("a", "b\""))
                      .addLink(LINKED, Attributes.builder().put("why", "retry").build())
                      .startSpan();
              span.addEvent(
                  "exception",
                  Attributes.builder()
                      .put("exception.type", "java.io.IOException")
                      .put("exception.message", "gone")
                      .build(),
                  START + 1_000,
                  TimeUnit.NANOSECONDS);
              span.setStatus(StatusCode.ERROR, "stock is down");
              span.end(START + 2_500_000, TimeUnit.NANOSECONDS);
            })
        .get(0);
  }

  /// Spans of one trace, each as small as they are.
  static List<SpanData> small(int count) {
    return made(
        Attributes.builder().put("service.name", "orders").build(),
        tracer -> {
          Span root = tracer.spanBuilder("root").startSpan();
          for (int i = 1; i < count; i++) {
            tracer.spanBuilder("child " + i).setParent(Context.root().with(root)).startSpan().end();
          }
          root.end();
        });
  }

  /// A span whose one attribute has so many characters.
  static SpanData large(int characters) {
    return made(
            Attributes.builder().put("service.name", "orders").build(),
            tracer ->
                tracer
                    .spanBuilder("large")
                    .setAttribute("text", "x".repeat(characters))
                    .startSpan()
                    .end())
        .get(0);
  }

  /// Spans that no one would make on purpose.
  static List<SpanData> hostile(Random random, int count) {
    Attributes resource =
        random.nextInt(3) == 0
            ? Attributes.empty()
            : Attributes.builder().put("service.name", text(random)).put("r", text(random)).build();
    return made(
        resource,
        tracer -> {
          for (int i = 0; i < count; i++) {
            SpanBuilder builder =
                tracer
                    .spanBuilder(text(random))
                    .setSpanKind(SpanKind.values()[random.nextInt(5)])
                    .setStartTimestamp(START + random.nextInt(), TimeUnit.NANOSECONDS)
                    .setAllAttributes(attributes(random));
            for (int links = random.nextInt(3); links > 0; links--) {
              builder.addLink(LINKED, attributes(random));
            }
            Span span = builder.startSpan();
            int events = random.nextInt(20) == 0 ? 1_000 : random.nextInt(3);
            for (; events > 0; events--) {
              span.addEvent(text(random), attributes(random));
            }
            span.setStatus(StatusCode.values()[random.nextInt(3)], text(random));
            span.end(START + random.nextInt(), TimeUnit.NANOSECONDS);
          }
        });
  }

  private static Attributes attributes(Random random) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = random.nextInt(6); i > 0; i--) {
      String key = "k" + random.nextInt(4) + "\"ü";
      switch (random.nextInt(7)) {
        case 0 -> attributes.put(key, random.nextLong());
        case 1 -> attributes.put(key, Double.longBitsToDouble(random.nextLong()));
        case 2 -> attributes.put(key, random.nextBoolean());
        case 3 -> attributes.put(key, text(random), text(random));
        case 4 -> attributes.put(key, random.nextLong(), 0, -1);
        case 5 -> attributes.put(key, Double.NaN, Double.NEGATIVE_INFINITY, 0.5);
        default -> attributes.put(key, text(random));
      }
    }
    return attributes.build();
  }

  /// Mostly short; empty, control characters, quotes, halves of surrogate pairs, or very long.
  private static String text(Random random) {
    String alphabet = "a\"\\\n\0\u0085\u2028ü\ud83e\uddf6\ud83e\uddf6{}[]:,";
    int length = random.nextInt(200) == 0 ? 100_000 : random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /// A text as UTF-8 can hold it: half a surrogate pair becomes a question mark.
  static String sent(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
