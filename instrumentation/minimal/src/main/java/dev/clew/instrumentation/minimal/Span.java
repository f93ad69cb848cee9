package dev.clew.instrumentation.minimal;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// An operation from its start to its end, in a trace.
///
/// ```java
/// Span span = Span.createRoot("POST /orders", OtlpSink.toClew("shop"));
/// Span insert = span.createChild("db.insert.orders");
/// insert.finish();
/// span.finish();
/// ```
///
/// Nothing here throws, and a span may be used on any thread.
public final class Span {
  /// How many spans below a span it knows; those beyond are sent all the same.
  public static final int CHILDREN = 1000;

  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SAMPLED = 1;

  private final String name;
  private final TraceContext context;
  private final SpanSink sink;
  private final List<Span> children = new ArrayList<>();
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();
  private long nanos = -1;

  private Span(String name, TraceContext context, SpanSink sink) {
    this.name = name;
    this.context = context;
    this.sink = sink;
  }

  /// The first span of a new trace, which is kept, and goes to the console.
  ///
  /// ```java
  /// Span span = Span.createRoot("GET /orders");
  /// ```
  public static Span createRoot(String name) {
    return createRoot(name, SpanSink.console());
  }

  /// The first span of a new trace, which is kept.
  ///
  /// ```java
  /// Span span = Span.createRoot("GET /orders", OtlpSink.toClew("shop"));
  /// ```
  public static Span createRoot(String name, SpanSink sink) {
    return new Span(name, new TraceContext(id(16), id(8), null, SAMPLED), sink);
  }

  /// A span below one of another service, which goes to the console.
  ///
  /// ```java
  /// Span span = Span.fromContext("GET /orders", incoming);
  /// ```
  public static Span fromContext(String name, TraceContext parent) {
    return fromContext(name, parent, SpanSink.console());
  }

  /// A span below one of another service.
  ///
  /// ```java
  /// Span span = Span.fromContext("GET /orders", incoming, sink);
  /// ```
  public static Span fromContext(String name, TraceContext parent, SpanSink sink) {
    TraceContext own = new TraceContext(parent.traceId(), id(8), parent.spanId(), parent.flags());
    return new Span(name, own, sink);
  }

  /// A span below this one, which goes where this one goes.
  ///
  /// ```java
  /// Span child = span.createChild("validate");
  /// ```
  public Span createChild(String childName) {
    Span child = fromContext(childName, context, sink);
    synchronized (children) {
      if (children.size() < CHILDREN) {
        children.add(child);
      }
    }
    return child;
  }

  /// Ends the span and sends it, where its trace is kept. The first end counts.
  ///
  /// ```java
  /// span.finish();
  /// ```
  public void finish() {
    synchronized (this) {
      if (nanos >= 0) {
        return;
      }
      nanos = Math.max(0, System.nanoTime() - startNanos);
    }
    if (context.sampled()) {
      sendSpan();
    }
  }

  private void sendSpan() {
    try {
      sink.send(this);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "span '" + name + "' could not be sent", e);
    }
  }

  /// What this span hands on to those below it.
  ///
  /// ```java
  /// TraceContext.injectTraceContext(span.getContext()).forEach(response::setHeader);
  /// ```
  public TraceContext getContext() {
    return context;
  }

  /// The name it was made with.
  ///
  /// ```java
  /// String name = span.getName();
  /// ```
  public String getName() {
    return name;
  }

  /// The span as data, with those below it as they are now.
  ///
  /// ```java
  /// SpanDto data = span.toDTO();
  /// ```
  public SpanDto toDTO() {
    List<Span> below;
    synchronized (children) {
      below = List.copyOf(children);
    }
    return new SpanDto(
        name,
        context.traceId(),
        context.spanId(),
        context.parentSpanId(),
        startMillis,
        durationNanos() / 1_000_000,
        below.stream().map(Span::toDTO).toList());
  }

  long startEpochNanos() {
    return startMillis * 1_000_000;
  }

  /// 0 while it is open.
  synchronized long durationNanos() {
    return Math.max(nanos, 0);
  }

  @Nullable String parentSpanId() {
    return context.parentSpanId();
  }

  /// So many random bytes in hex, not all of them zero.
  private static String id(int length) {
    byte[] bytes = new byte[length];
    do {
      RANDOM.nextBytes(bytes);
    } while (bytes[length - 1] == 0);
    return HexFormat.of().formatHex(bytes);
  }
}
