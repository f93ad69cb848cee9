package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/// A span that is ended by hand.
///
/// It wraps an OpenTelemetry span, which is what {@link #context} and every exporter see. Nothing
/// here throws; after the end, and before tracing is initialised, the calls do nothing.
///
/// ```java
/// try (ClewSpan span = Tracing.openSpan("import", "file.name", name)) {
///   span.setAttribute("file.rows", rows(name));
/// }
/// ```
///
/// One that is dropped without an end is found by the leak detector and named in the log.
public final class ClewSpan implements AutoCloseable {
  private final Span span;
  private final String name;
  private final ErrorClassifier classifier;
  private final Context context;
  private final @Nullable Scope scope;
  private final @Nullable Thread opener;
  private final SpanLeaks.@Nullable Watch watch;
  private boolean ended;

  @SuppressWarnings("MustBeClosedChecker") // end closes it
  private ClewSpan(
      Span span, String name, ErrorClassifier classifier, Context context, boolean current) {
    this.span = span;
    this.name = name;
    this.classifier = classifier;
    this.context = context;
    this.scope = current ? context.makeCurrent() : null;
    this.opener = current ? Thread.currentThread() : null;
    this.watch = SpanLeaks.watch(this, name, span);
  }

  /// @param context holds the span
  static ClewSpan apart(Span span, String name, ErrorClassifier classifier, Context context) {
    return new ClewSpan(span, name, classifier, context, false);
  }

  /// @param context holds the span, and is the current one from now on
  static ClewSpan current(Span span, String name, ErrorClassifier classifier, Context context) {
    return new ClewSpan(span, name, classifier, context, true);
  }

  /// Sets an attribute; a value set before under the same key is replaced.
  ///
  /// ```java
  /// span.setAttribute("file.count", 5);
  /// ```
  ///
  /// @param value text, number, boolean, a list or array of these, or what its text describes; null
  ///   changes nothing
  /// @return this
  public ClewSpan setAttribute(String key, @Nullable Object value) {
    return addTags(key, value);
  }

  /// Sets an attribute, as Datadog's tracers call it; the same as {@link #setAttribute}.
  ///
  /// ```java
  /// span.setTag("user.id", userId);
  /// ```
  public ClewSpan setTag(String key, @Nullable Object value) {
    return addTags(key, value);
  }

  /// Sets several attributes.
  ///
  /// ```java
  /// span.addTags("error.type", "timeout", "error.message", "no answer within 10 s");
  /// span.addTags(Map.of("order.id", id));
  /// ```
  ///
  /// @param attributes keys and values in turn, or maps
  /// @return this
  public ClewSpan addTags(@Nullable Object... attributes) {
    AttributePairs.each(attributes, span::setAttribute);
    return this;
  }

  /// Adds an event, at this moment.
  ///
  /// ```java
  /// span.addEvent("payment.processed", "paymentId", id, "amount", 12.5);
  /// ```
  ///
  /// @param attributes keys and values in turn, or maps
  /// @return this
  public ClewSpan addEvent(String event, @Nullable Object... attributes) {
    span.addEvent(event, AttributePairs.of(attributes));
    return this;
  }

  /// Records an exception as an event; the status stays as it is.
  ///
  /// ```java
  /// span.recordException(e);
  /// ```
  ///
  /// @return this
  public ClewSpan recordException(Throwable error) {
    SpanErrors.event(span, error);
    return this;
  }

  /// Records an exception that made the operation fail: event, status ERROR and the `error.*`
  /// attributes.
  ///
  /// ```java
  /// span.recordSpanError(e).end();
  /// ```
  ///
  /// @return this
  public ClewSpan recordSpanError(Throwable error) {
    SpanErrors.record(span, error, classifier);
    return this;
  }

  /// Sets the status.
  ///
  /// ```java
  /// span.setStatus(StatusCode.OK);
  /// ```
  ///
  /// @return this
  public ClewSpan setStatus(StatusCode status) {
    return setStatus(status, "");
  }

  /// Sets the status with a message, which exporters send with ERROR only.
  ///
  /// ```java
  /// span.setStatus(StatusCode.ERROR, "out of stock");
  /// ```
  ///
  /// @return this
  public ClewSpan setStatus(StatusCode status, String message) {
    span.setStatus(status, message);
    return this;
  }

  /// The context that holds this span: the parent for spans below it, on any thread.
  ///
  /// ```java
  /// ClewSpan child = Tracing.createSpan("validate", span.context());
  /// ```
  public Context context() {
    return context;
  }

  /// The trace's id: 32 lower-case hex digits, all zero where tracing is off.
  ///
  /// ```java
  /// response.setHeader("x-trace-id", span.traceId());
  /// ```
  public String traceId() {
    return span.getSpanContext().getTraceId();
  }

  /// The span's id: 16 lower-case hex digits, all zero where tracing is off.
  ///
  /// ```java
  /// log.info("started {}", span.spanId());
  /// ```
  public String spanId() {
    return span.getSpanContext().getSpanId();
  }

  /// The OpenTelemetry span, for what this class has no method for.
  ///
  /// ```java
  /// span.unwrap().addLink(other);
  /// ```
  public Span unwrap() {
    return span;
  }

  /// Ends the span. One that was opened as the current one stops being it. The first end counts.
  ///
  /// ```java
  /// span.end();
  /// ```
  public void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    if (watch != null) {
      watch.ended();
    }
    try {
      if (scope != null && opener == Thread.currentThread()) {
        scope.close();
      } else if (scope != null && opener != null) {
        TelemetryLog.warn(
            "span '%s' was opened on thread '%s' and closed on '%s': it ends, but stays current on the first;"
                    .formatted(name, opener.getName(), Thread.currentThread().getName())
                + " use createSpan for work that changes threads");
      }
      span.end();
    } catch (RuntimeException e) {
      TelemetryLog.failed("ending span '" + name + "'", e);
    }
  }

  /// Ends the span, as Datadog's tracers call it; the same as {@link #end}.
  ///
  /// ```java
  /// span.finish();
  /// ```
  public void finish() {
    end();
  }

  /// Ends the span, for try-with-resources; the same as {@link #end}.
  @Override
  public void close() {
    end();
  }

  boolean isWatched() {
    return watch != null;
  }

  @Override
  public String toString() {
    return "span '" + name + "' " + traceId() + "-" + spanId();
  }
}
