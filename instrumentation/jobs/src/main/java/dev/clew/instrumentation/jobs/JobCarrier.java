package dev.clew.instrumentation.jobs;

import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.TraceContext;
import dev.clew.instrumentation.TraceHeaders;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.spi.json.JsonReader;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the trace context into a job's arguments, and reads it there: plain data under the key
/// `trace_context`, so that a worker in any language can go on with the trace.
///
/// The value is an object with `traceparent` as the W3C has it, always, with `tracestate` where
/// there is one, and with what else the propagators in use write, as baggage or `b3`; a worker
/// takes the header that it knows. In a Redis hash, whose values are texts, it is that object's
/// JSON text.
///
/// ```java
/// Map<String, Object> args = JobCarrier.create().inject(Map.of("userId", 7));
/// // {"userId": 7, "trace_context": {"traceparent": "00-4bf9…-00f0…-01"}}
/// ```
public final class JobCarrier {
  static final String KEY = "trace_context";

  /// Longer than any propagator writes; what is longer is not read.
  private static final int MAX_TEXT = 16_384;

  /// Reads what a submitter wrote that has other propagators than this application.
  private static final ClewTracer W3C =
      ClewTracer.create(
          OpenTelemetry.propagating(
              ContextPropagators.create(
                  TextMapPropagator.composite(
                      W3CTraceContextPropagator.getInstance(),
                      W3CBaggagePropagator.getInstance()))),
          "");

  private final ClewTracer tracer;

  JobCarrier(ClewTracer tracer) {
    this.tracer = tracer;
  }

  /// With the propagators of the global OpenTelemetry.
  ///
  /// ```java
  /// JobCarrier carrier = JobCarrier.create();
  /// ```
  public static JobCarrier create() {
    return new JobCarrier(Tracing.tracer(JobTracing.SCOPE));
  }

  /// The arguments with the current trace context among them, as an object to be written in
  /// whatever form the arguments are; as they are where no span is current.
  ///
  /// ```java
  /// oban.insert("ResetEmail", json(carrier.inject(Map.of("userId", 7))));
  /// ```
  ///
  /// @return a map of its own
  public Map<String, Object> inject(Map<String, ?> arguments) {
    Map<String, Object> traced = new LinkedHashMap<>(arguments);
    Map<String, String> headers = headers();
    if (!headers.isEmpty()) {
      traced.put(KEY, headers);
    }
    return traced;
  }

  /// The trace context of a job, as the parent for spans: the submitter's span and its baggage; the
  /// root context where the job has none that can be read. Under `trace_context` stands an object,
  /// or its JSON text.
  ///
  /// ```java
  /// ClewSpan span = Tracing.createSpan("email.send", carrier.extract(args));
  /// ```
  public Context extract(Map<String, ?> arguments) {
    return read(arguments.get(KEY)).parent();
  }

  /// What the value under `trace_context` says.
  Continuation read(@Nullable Object value) {
    if (value == null || value.equals("")) {
      return new Continuation(Context.root(), null, "missing");
    }
    TraceContext found = value instanceof Map<?, ?> map ? find(map) : find(value.toString());
    if (found == null) {
      return new Continuation(Context.root(), null, "unreadable");
    }
    return Continuation.of(found.context());
  }

  /// The text for a hash; null where no span is current.
  @Nullable String text() {
    Map<String, String> headers = headers();
    return headers.isEmpty() ? null : JsonText.of(headers);
  }

  /// None where no span is current.
  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (Span.current().getSpanContext().isValid()) {
      TraceHeaders w3c = tracer.extractTraceContext();
      if (w3c != null) {
        headers.putAll(w3c.toMap());
      }
      headers.putAll(tracer.getTraceContext());
    }
    return headers;
  }

  private @Nullable TraceContext find(String text) {
    if (text.length() > MAX_TEXT || !text.startsWith("{")) {
      return null;
    }
    try {
      return JsonReader.read(text) instanceof Map<?, ?> map ? find(map) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable TraceContext find(Map<?, ?> map) {
    Map<String, String> headers = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (key instanceof String name && value instanceof CharSequence header) {
            headers.put(name, header.toString());
          }
        });
    TraceContext found = tracer.extractTraceContext(headers);
    return found == null ? W3C.extractTraceContext(headers) : found;
  }
}
