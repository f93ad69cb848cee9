package dev.clew.instrumentation;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes spans, and works on the current one: everything that {@link Tracing} does, as an object
/// that can be injected and has an instrumentation scope of its own.
///
/// No method throws because of telemetry, and none waits for a backend. What the application's own
/// code throws comes through unchanged. Before tracing is initialised, the code runs and no span is
/// made. Each method is explained at its namesake in {@link Tracing}.
///
/// ```java
/// final class OrderService {
///   private final ClewTracer tracer;
///
///   OrderService(ClewTracer tracer) {
///     this.tracer = tracer;
///   }
///
///   Order create(Cart cart) throws SQLException {
///     return tracer.withSpan("OrderService.createOrder", () -> orders.insert(cart));
///   }
/// }
/// ```
public final class ClewTracer {
  private static final Binding NOOP = Binding.of(OpenTelemetry.noop(), "");

  private static final TextMapSetter<Map<String, String>> SETTER =
      (headers, key, value) -> Objects.requireNonNull(headers).put(key, value);

  private final String scope;
  private final Supplier<ErrorClassifier> classifier;
  private volatile @Nullable Binding binding;

  private ClewTracer(
      String scope, @Nullable Binding binding, Supplier<ErrorClassifier> classifier) {
    this.scope = scope;
    this.binding = binding;
    this.classifier = classifier;
  }

  /// A tracer for an OpenTelemetry that is at hand.
  ///
  /// ```java
  /// ClewTracer tracer = ClewTracer.create(openTelemetry, "order-service");
  /// ```
  ///
  /// @param scope the instrumentation scope's name
  public static ClewTracer create(OpenTelemetry openTelemetry, String scope) {
    return new ClewTracer(scope, Binding.of(openTelemetry, scope), ErrorClassifier::standard);
  }

  /// A tracer for the global OpenTelemetry, from the moment it is set.
  static ClewTracer ofGlobal(String scope, Supplier<ErrorClassifier> classifier) {
    return new ClewTracer(scope, null, classifier);
  }

  /// The same tracer with another opinion on errors.
  ///
  /// ```java
  /// ClewTracer tracer = ClewTracer.create(openTelemetry, "shop").withErrorClassifier(ours);
  /// ```
  public ClewTracer withErrorClassifier(ErrorClassifier errors) {
    return new ClewTracer(scope, binding, () -> errors);
  }

  /// See {@link Tracing#withSpan(String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T withSpan(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    return SpanCall.start(this, name, SpanKind.INTERNAL, SpanEnd.NOTHING, attributes).run(body);
  }

  /// See {@link Tracing#withSpan(String, Run, Object...)}.
  public <E extends Exception> void withSpan(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    withSpan(name, SpanCall.returning(body), attributes);
  }

  /// See {@link Tracing#traceFunction(String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceFunction(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    return withSpan(name, body, attributes);
  }

  /// See {@link Tracing#traceFunction(String, Run, Object...)}.
  public <E extends Exception> void traceFunction(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    withSpan(name, body, attributes);
  }

  /// See {@link Tracing#createSpan(String, Object...)}.
  public ClewSpan createSpan(String name, @Nullable Object... attributes) {
    return createSpan(name, Context.current(), attributes);
  }

  /// See {@link Tracing#createSpan(String, Context, Object...)}.
  public ClewSpan createSpan(String name, Context parent, @Nullable Object... attributes) {
    return apart(name, parent, SpanKind.INTERNAL, attributes);
  }

  /// See {@link Tracing#createSpan(String, Context, SpanKind, Object...)}.
  public ClewSpan createSpan(
      String name, Context parent, SpanKind kind, @Nullable Object... attributes) {
    return apart(name, parent, kind, attributes);
  }

  /// See {@link Tracing#startSpan(String, Object...)}.
  public ClewSpan startSpan(String name, @Nullable Object... attributes) {
    return createSpan(name, attributes);
  }

  /// See {@link Tracing#openSpan(String, Object...)}.
  public ClewSpan openSpan(String name, @Nullable Object... attributes) {
    return openSpan(name, Context.current(), attributes);
  }

  /// See {@link Tracing#openSpan(String, Context, Object...)}.
  public ClewSpan openSpan(String name, Context parent, @Nullable Object... attributes) {
    Span span = start(name, parent, SpanKind.INTERNAL, attributes);
    return ClewSpan.current(span, name, classifier.get(), parent.with(span));
  }

  /// See {@link Tracing#createSpanFromRequest(String, Map, Object...)}.
  public RequestSpan createSpanFromRequest(
      String name, Map<String, ?> headers, @Nullable Object... attributes) {
    Context here = Context.current();
    boolean within = Span.fromContext(here).getSpanContext().isValid();
    ClewSpan span =
        within
            ? apart(name, here, SpanKind.INTERNAL, attributes)
            : apart(name, extract(here, headers), SpanKind.SERVER, attributes);
    return new RequestSpan(span, span.context());
  }

  /// See {@link Tracing#finishSpanWithResponse(ClewSpan, int)}.
  public void finishSpanWithResponse(ClewSpan span, int statusCode) {
    span.setAttribute("http.response.status_code", statusCode);
    if (statusCode >= 500) {
      span.setStatus(StatusCode.ERROR).setAttribute("error.type", Integer.toString(statusCode));
    }
    span.end();
  }

  /// See {@link Tracing#finishSpanWithResponse(ClewSpan, int, Throwable)}.
  public void finishSpanWithResponse(ClewSpan span, int statusCode, @Nullable Throwable error) {
    if (error != null) {
      span.setAttribute("http.response.status_code", statusCode);
      span.recordSpanError(error);
      span.end();
    } else {
      finishSpanWithResponse(span, statusCode);
    }
  }

  /// See {@link Tracing#setAttribute}.
  public void setAttribute(String key, @Nullable Object value) {
    setSpanAttributes(key, value);
  }

  /// See {@link Tracing#setSpanAttributes}.
  public void setSpanAttributes(@Nullable Object... attributes) {
    AttributePairs.each(attributes, current("setting attributes")::setAttribute);
  }

  /// See {@link Tracing#addSpanAttributes}.
  public void addSpanAttributes(@Nullable Object... attributes) {
    setSpanAttributes(attributes);
  }

  /// See {@link Tracing#addEvent}.
  public void addEvent(String name, @Nullable Object... attributes) {
    current("adding an event").addEvent(name, AttributePairs.of(attributes));
  }

  /// See {@link Tracing#addSpanEvent}.
  public void addSpanEvent(String name, @Nullable Object... attributes) {
    addEvent(name, attributes);
  }

  /// See {@link Tracing#recordException}.
  public void recordException(Throwable error) {
    SpanErrors.event(current("recording an exception"), error);
  }

  /// See {@link Tracing#recordSpanError}.
  public void recordSpanError(Throwable error) {
    SpanErrors.record(current("recording an error"), error, classifier.get());
  }

  /// See {@link Tracing#extractTraceContext()}.
  public @Nullable TraceHeaders extractTraceContext() {
    Map<String, String> headers = new LinkedHashMap<>();
    W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, SETTER);
    String traceparent = headers.get("traceparent");
    return traceparent == null ? null : new TraceHeaders(traceparent, headers.get("tracestate"));
  }

  /// See {@link Tracing#extractTraceContext(Map)}.
  public @Nullable TraceContext extractTraceContext(Map<String, ?> headers) {
    Context context = extract(Context.root(), headers);
    return Span.fromContext(context).getSpanContext().isValid() ? TraceContext.of(context) : null;
  }

  /// See {@link Tracing#getTraceContext}.
  public Map<String, String> getTraceContext() {
    Map<String, String> headers = new LinkedHashMap<>();
    try {
      binding()
          .openTelemetry()
          .getPropagators()
          .getTextMapPropagator()
          .inject(Context.current(), headers, SETTER);
    } catch (RuntimeException e) {
      TelemetryLog.failed("writing trace headers", e);
    }
    return headers;
  }

  /// See {@link Tracing#debugTraceContext}.
  public String debugTraceContext() {
    String text =
        Span.current().getSpanContext().isValid()
            ? "Current Trace ID: %s\nCurrent Span ID: %s\nInjected Context: %s"
                .formatted(traceId(), spanId(), getTraceContext())
            : "No active span - trace context lost";
    TelemetryLog.info(text);
    return text;
  }

  /// See {@link Tracing#traceId}.
  public String traceId() {
    return Span.current().getSpanContext().getTraceId();
  }

  /// See {@link Tracing#spanId}.
  public String spanId() {
    return Span.current().getSpanContext().getSpanId();
  }

  /// See {@link Tracing#isActive}.
  public boolean isActive() {
    return !binding().openTelemetry().getTracerProvider().equals(TracerProvider.noop());
  }

  /// See {@link Tracing#classifyError}.
  public String classifyError(Throwable error) {
    return classifier.get().classify(error);
  }

  /// See {@link Tracing#isRecoverable}.
  public boolean isRecoverable(Throwable error) {
    return classifier.get().isRecoverable(error);
  }

  /// See {@link Tracing#wrap}.
  public <T> T wrap(Class<T> type, T implementation) {
    return TraceProxy.wrap(this, type, implementation);
  }

  /// The OpenTelemetry tracer behind this one, for what this class has no method for.
  ///
  /// ```java
  /// Span span = tracer.unwrap().spanBuilder("send").setSpanKind(SpanKind.PRODUCER).startSpan();
  /// ```
  public Tracer unwrap() {
    return binding().tracer();
  }

  /// Who says what kind of error an error is.
  ErrorClassifier errors() {
    return classifier.get();
  }

  /// Forgets the global OpenTelemetry it found, for tests that set another.
  void unbind() {
    binding = null;
  }

  private Binding binding() {
    Binding known = binding;
    if (known != null) {
      return known;
    }
    Binding found = Binding.ofGlobal(scope);
    if (found == null) {
      return NOOP;
    }
    binding = found;
    return found;
  }

  private Context extract(Context into, Map<String, ?> headers) {
    try {
      return binding()
          .openTelemetry()
          .getPropagators()
          .getTextMapPropagator()
          .extract(into, headers, HeaderGetter.INSTANCE);
    } catch (RuntimeException e) {
      TelemetryLog.failed("reading trace headers", e);
      return into;
    }
  }

  private ClewSpan apart(
      String name, Context parent, SpanKind kind, @Nullable Object[] attributes) {
    Span span = start(name, parent, kind, attributes);
    return ClewSpan.apart(span, name, classifier.get(), parent.with(span));
  }

  /// A span of its own, or where that fails one that records nothing and leaves the parent in
  /// place.
  Span start(String name, Context parent, SpanKind kind, @Nullable Object[] attributes) {
    try {
      SpanBuilder builder = unwrap().spanBuilder(name).setParent(parent).setSpanKind(kind);
      AttributePairs.each(attributes, new SpanStart(builder));
      return builder.startSpan();
    } catch (RuntimeException e) {
      TelemetryLog.failed("starting span '" + name + "'", e);
      return Span.wrap(Span.fromContext(parent).getSpanContext());
    }
  }

  private static Span current(String what) {
    Span span = Span.current();
    if (TelemetryLog.isDebug() && !span.getSpanContext().isValid()) {
      TelemetryLog.debug(what + " has no effect: no span is active on " + Thread.currentThread());
    }
    return span;
  }
}
