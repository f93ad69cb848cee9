package dev.clew.instrumentation;

import dev.clew.instrumentation.spi.Surroundings;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every helper for tracing an application, as static methods.
///
/// They work on the global OpenTelemetry, whoever set it: {@link #init}, an agent, a framework.
/// Until then the application's code runs and no span is made. They never throw because of
/// telemetry, and never wait for a backend. Attributes are given as keys and values in turn, or as
/// maps; a value may be text, a number, a boolean, or a list of these. {@link ClewTracer} has the
/// same methods for injection.
///
/// ```java
/// public static void main(String[] args) {
///   Tracing.init();
///   Tracing.withSpan("import", () -> importFile(args[0]), "file.name", args[0]);
/// }
/// ```
public final class Tracing {
  static final ClewTracer TRACER =
      ClewTracer.ofGlobal("dev.clew.instrumentation", Initialization::errorClassifier);

  private Tracing() {}

  /// Starts tracing as the environment says; the first line of `main`.
  ///
  /// ```java
  /// Tracing.init();
  /// ```
  ///
  /// @return a handle to flush and close it; it closes itself when the JVM exits
  public static TracingHandle init() {
    return init(TracingOptions.none());
  }

  /// Starts tracing as the environment says and, where it says nothing, as the options do. A global
  /// OpenTelemetry that is there already is adopted. A repeat returns the first handle, with a
  /// warning when the options differ.
  ///
  /// ```java
  /// Tracing.init(TracingOptions.builder().service("api-gateway").version("1.0.0").build());
  /// ```
  public static TracingHandle init(TracingOptions options) {
    return Initialization.init(options, Surroundings.ofProcess());
  }

  /// Starts tracing; the same as {@link #init()}.
  ///
  /// ```java
  /// Tracing.initializeTracing();
  /// ```
  public static TracingHandle initializeTracing() {
    return init();
  }

  /// A tracer with an instrumentation scope of its own, for the same OpenTelemetry; it may be kept
  /// from before tracing is initialised.
  ///
  /// ```java
  /// private static final ClewTracer TRACER = Tracing.tracer("job-processor");
  /// ```
  public static ClewTracer tracer(String name) {
    return ClewTracer.ofGlobal(name, Initialization::errorClassifier);
  }

  /// Runs code in a span and returns what it returns. What it throws is recorded and thrown on. A
  /// `CompletionStage` is returned as it is, and its end is the span's.
  ///
  /// ```java
  /// User user = Tracing.withSpan("db.query", () -> users.byId(id), "db.table", "users");
  /// ```
  ///
  /// @param attributes of the span from its start, so that samplers see them
  public static <T extends @Nullable Object, E extends Exception> T withSpan(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.withSpan(name, body, attributes);
  }

  /// Runs code that returns nothing in a span.
  ///
  /// ```java
  /// Tracing.withSpan("upload", () -> Files.copy(in, target), "file.count", 5);
  /// ```
  public static <E extends Exception> void withSpan(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    TRACER.withSpan(name, body, attributes);
  }

  /// Runs code in a span and returns what it returns; the same as {@link #withSpan(String, Call,
  /// Object...)}.
  ///
  /// ```java
  /// Order order = Tracing.traceFunction("order.process", () -> process(cart));
  /// ```
  public static <T extends @Nullable Object, E extends Exception> T traceFunction(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.traceFunction(name, body, attributes);
  }

  /// Runs code that returns nothing in a span; the same as {@link #withSpan(String, Run,
  /// Object...)}.
  ///
  /// ```java
  /// Tracing.traceFunction("cache.warm", () -> cache.warm());
  /// ```
  public static <E extends Exception> void traceFunction(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    TRACER.traceFunction(name, body, attributes);
  }

  /// Makes a span below the current one without making it current. Whoever makes it ends it, on any
  /// thread.
  ///
  /// ```java
  /// ClewSpan span = Tracing.createSpan("operation-name", "order.id", id);
  /// client.send(request, answer -> span.end());
  /// ```
  public static ClewSpan createSpan(String name, @Nullable Object... attributes) {
    return TRACER.createSpan(name, attributes);
  }

  /// Makes a span below an explicit parent.
  ///
  /// ```java
  /// ClewSpan child = Tracing.createSpan("OrderService.validateOrder", parent.context());
  /// ```
  ///
  /// @param parent a context with a span; `Context.root()` begins a trace
  public static ClewSpan createSpan(String name, Context parent, @Nullable Object... attributes) {
    return TRACER.createSpan(name, parent, attributes);
  }

  /// Makes a span of a kind below an explicit parent.
  ///
  /// ```java
  /// ClewSpan span = Tracing.createSpan("job-queue", Context.current(), SpanKind.PRODUCER);
  /// ```
  ///
  /// @param parent a context with a span; `Context.root()` begins a trace
  public static ClewSpan createSpan(
      String name, Context parent, SpanKind kind, @Nullable Object... attributes) {
    return TRACER.createSpan(name, parent, kind, attributes);
  }

  /// Makes a span, as Datadog's tracers call it; the same as {@link #createSpan(String,
  /// Object...)}.
  ///
  /// ```java
  /// ClewSpan span = Tracing.startSpan("web.request").setTag("user.id", id);
  /// span.finish();
  /// ```
  public static ClewSpan startSpan(String name, @Nullable Object... attributes) {
    return TRACER.startSpan(name, attributes);
  }

  /// Makes a span and makes it current on this thread, until it is closed on this thread.
  ///
  /// ```java
  /// try (ClewSpan span = Tracing.openSpan("import")) {
  ///   importAll();
  /// }
  /// ```
  public static ClewSpan openSpan(String name, @Nullable Object... attributes) {
    return TRACER.openSpan(name, attributes);
  }

  /// Makes a span below an explicit parent and makes it current on this thread.
  ///
  /// ```java
  /// try (ClewSpan span = Tracing.openSpan("worker.scan", job.context())) {
  ///   scan(job);
  /// }
  /// ```
  public static ClewSpan openSpan(String name, Context parent, @Nullable Object... attributes) {
    return TRACER.openSpan(name, parent, attributes);
  }

  /// Makes a span for an incoming request: below the current span where a filter has made one, else
  /// below the caller's span that the headers name, else as the first of a trace.
  ///
  /// ```java
  /// RequestSpan request = Tracing.createSpanFromRequest("auth.login", headers);
  /// ```
  ///
  /// @param headers texts or lists of texts, in any case
  public static RequestSpan createSpanFromRequest(
      String name, Map<String, ?> headers, @Nullable Object... attributes) {
    return TRACER.createSpanFromRequest(name, headers, attributes);
  }

  /// Ends a request's span with the status code of the answer; 500 and above is an error.
  ///
  /// ```java
  /// Tracing.finishSpanWithResponse(request.span(), 200);
  /// ```
  public static void finishSpanWithResponse(ClewSpan span, int statusCode) {
    TRACER.finishSpanWithResponse(span, statusCode);
  }

  /// Ends a request's span with the status code of the answer and what went wrong.
  ///
  /// ```java
  /// Tracing.finishSpanWithResponse(request.span(), 401, error);
  /// ```
  ///
  /// @param error null where nothing did
  public static void finishSpanWithResponse(
      ClewSpan span, int statusCode, @Nullable Throwable error) {
    TRACER.finishSpanWithResponse(span, statusCode, error);
  }

  /// Sets an attribute of the current span; a value set before under the same key is replaced.
  ///
  /// ```java
  /// Tracing.setAttribute("user.id", userId);
  /// ```
  public static void setAttribute(String key, @Nullable Object value) {
    TRACER.setAttribute(key, value);
  }

  /// Sets attributes of the current span.
  ///
  /// ```java
  /// Tracing.setSpanAttributes(Map.of("order.id", id, "order.status", "processing"));
  /// ```
  public static void setSpanAttributes(@Nullable Object... attributes) {
    TRACER.setSpanAttributes(attributes);
  }

  /// Sets attributes of the current span; the same as {@link #setSpanAttributes}.
  ///
  /// ```java
  /// Tracing.addSpanAttributes("user.id", userId, "auth.method", "session");
  /// ```
  public static void addSpanAttributes(@Nullable Object... attributes) {
    TRACER.addSpanAttributes(attributes);
  }

  /// Adds an event to the current span.
  ///
  /// ```java
  /// Tracing.addEvent("file_scanned", "file.name", name);
  /// ```
  public static void addEvent(String name, @Nullable Object... attributes) {
    TRACER.addEvent(name, attributes);
  }

  /// Adds an event to the current span; the same as {@link #addEvent}.
  ///
  /// ```java
  /// Tracing.addSpanEvent("user.authenticated", "userId", userId);
  /// ```
  public static void addSpanEvent(String name, @Nullable Object... attributes) {
    TRACER.addSpanEvent(name, attributes);
  }

  /// Records an exception on the current span, as an event; the span's status stays as it is.
  ///
  /// ```java
  /// Tracing.recordException(error);
  /// ```
  public static void recordException(Throwable error) {
    TRACER.recordException(error);
  }

  /// Records an exception that made the current span's operation fail: the event, status ERROR with
  /// the message, and the attributes `error`, `error.name`, `error.message`, `error.type`,
  /// `error.recoverable` and `error_stack`.
  ///
  /// ```java
  /// Tracing.recordSpanError(error);
  /// ```
  public static void recordSpanError(Throwable error) {
    TRACER.recordSpanError(error);
  }

  /// The current span's context in the W3C's form.
  ///
  /// ```java
  /// TraceHeaders headers = Tracing.extractTraceContext();
  /// ```
  ///
  /// @return null where no span is current
  public static @Nullable TraceHeaders extractTraceContext() {
    return TRACER.extractTraceContext();
  }

  /// The trace context that came with a request, read by the propagators that are set.
  ///
  /// ```java
  /// TraceContext incoming = Tracing.extractTraceContext(Map.of("traceparent", header));
  /// ```
  ///
  /// @param headers texts or lists of texts, in any case
  /// @return null where there is none, or none that is valid
  public static @Nullable TraceContext extractTraceContext(Map<String, ?> headers) {
    return TRACER.extractTraceContext(headers);
  }

  /// The headers for a call to another service, written by the propagators that are set.
  ///
  /// ```java
  /// Tracing.getTraceContext().forEach(request::header);
  /// ```
  ///
  /// @return empty where no span is current; the caller's to change
  public static Map<String, String> getTraceContext() {
    return TRACER.getTraceContext();
  }

  /// Logs the current ids and headers, or that no span is active.
  ///
  /// ```java
  /// Tracing.debugTraceContext();
  /// ```
  ///
  /// @return what was logged
  public static String debugTraceContext() {
    return TRACER.debugTraceContext();
  }

  /// The current trace's id: 32 lower-case hex digits, all zero where no span is current.
  ///
  /// ```java
  /// log.info("job {} in trace {}", job.id(), Tracing.traceId());
  /// ```
  public static String traceId() {
    return TRACER.traceId();
  }

  /// The current span's id: 16 lower-case hex digits, all zero where no span is current.
  ///
  /// ```java
  /// MDC.put("span_id", Tracing.spanId());
  /// ```
  public static String spanId() {
    return TRACER.spanId();
  }

  /// Whether spans are made: tracing is initialised, not switched off and not closed.
  ///
  /// ```java
  /// health.put("tracing", Tracing.isActive());
  /// ```
  public static boolean isActive() {
    TracingHandle current = Initialization.handle();
    return (current == null || !current.isClosed()) && TRACER.isActive();
  }

  /// Examines tracing: the settings and where each comes from, whether anyone listens where spans
  /// are sent to, and what becomes of a span that is sent. It takes some seconds where a backend
  /// does not answer.
  ///
  /// ```java
  /// System.out.println(Tracing.doctor());
  /// ```
  public static DoctorReport doctor() {
    return Doctor.examine(Initialization.handle());
  }

  /// The kind of an error, as it becomes the attribute `error.type`.
  ///
  /// ```java
  /// Tracing.classifyError(new SocketTimeoutException()); // "timeout"
  /// ```
  public static String classifyError(Throwable error) {
    return TRACER.classifyError(error);
  }

  /// Whether trying again may help, as it becomes the attribute `error.recoverable`.
  ///
  /// ```java
  /// boolean again = Tracing.isRecoverable(error);
  /// ```
  public static boolean isRecoverable(Throwable error) {
    return TRACER.isRecoverable(error);
  }

  /// An object whose methods with {@link Trace} make spans. A method with the annotation that the
  /// interface does not have is named in the log: no call of it can be seen.
  ///
  /// ```java
  /// Payments payments = Tracing.wrap(Payments.class, new CardPayments());
  /// ```
  ///
  /// @param type an interface
  public static <T> T wrap(Class<T> type, T implementation) {
    return TRACER.wrap(type, implementation);
  }
}
