package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes spans of the operations that most applications have: everything that {@link Operations}
/// does, as an object that can be injected. Each method is explained at its namesake there.
///
/// ```java
/// OperationTracer operations = OperationTracer.create(tracer);
/// User user = operations.traceCacheOperation("get", "user:" + id, () -> cache.get(id));
/// ```
public final class OperationTracer {
  private static final double NANOS_PER_SECOND = 1e9;

  private final ClewTracer tracer;
  private final Supplier<OperationNames> names;

  OperationTracer(ClewTracer tracer, Supplier<OperationNames> names) {
    this.tracer = tracer;
    this.names = names;
  }

  /// One whose spans are made by a tracer, and named `cache.get`, `db.select.users`.
  ///
  /// ```java
  /// OperationTracer operations = OperationTracer.create(Tracing.tracer("shop"));
  /// ```
  public static OperationTracer create(ClewTracer tracer) {
    return new OperationTracer(tracer, () -> OperationNames.DOTTED);
  }

  /// The same with other names for its spans.
  ///
  /// ```java
  /// OperationTracer spaced = operations.withNames(OperationNames.SPACED);
  /// ```
  public OperationTracer withNames(OperationNames style) {
    return new OperationTracer(tracer, () -> style);
  }

  /// The tracer behind this one.
  ///
  /// ```java
  /// operations.tracer().setAttribute("cache.entry.age_seconds", age);
  /// ```
  public ClewTracer tracer() {
    return tracer;
  }

  /// See {@link Operations#traceCircuitBreakerCall(String, String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceCircuitBreakerCall(
      String breaker, String service, Call<T, E> body, @Nullable Object... attributes) throws E {
    return new CircuitBreakerCall<T, E>(tracer, breaker, service, null, null, attributes).run(body);
  }

  /// See {@link Operations#traceCircuitBreakerCall(String, String, Call, String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceCircuitBreakerCall(
      String breaker,
      String service,
      Call<T, E> body,
      String fallbackName,
      Call<T, E> fallback,
      @Nullable Object... attributes)
      throws E {
    return new CircuitBreakerCall<>(tracer, breaker, service, fallbackName, fallback, attributes)
        .run(body);
  }

  /// See {@link Operations#traceCacheOperation(String, String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceCacheOperation(
      String operation, String key, Call<T, E> body, @Nullable Object... attributes) throws E {
    return CacheOperation.start(tracer, names(), operation, key, null, attributes).run(body);
  }

  /// See {@link Operations#traceCacheOperation(String, String, Call, Predicate, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceCacheOperation(
      String operation,
      String key,
      Call<T, E> body,
      Predicate<? super T> hit,
      @Nullable Object... attributes)
      throws E {
    @SuppressWarnings("unchecked") // The result it is asked of is the body's.
    Predicate<@Nullable Object> known = (Predicate<@Nullable Object>) hit;
    return CacheOperation.start(tracer, names(), operation, key, known, attributes).run(body);
  }

  /// See {@link Operations#traceCacheOperation(String, String, Run, Object...)}.
  public <E extends Exception> void traceCacheOperation(
      String operation, String key, Run<E> body, @Nullable Object... attributes) throws E {
    CacheOperation.start(tracer, names(), operation, key, null, attributes)
        .run(SpanCall.returning(body));
  }

  /// See {@link Operations#traceDatabaseOperation(String, String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceDatabaseOperation(
      String operation, String table, Call<T, E> body, @Nullable Object... attributes) throws E {
    return DatabaseOperation.start(tracer, names(), operation, table, attributes).run(body);
  }

  /// See {@link Operations#traceDatabaseOperation(String, String, Run, Object...)}.
  public <E extends Exception> void traceDatabaseOperation(
      String operation, String table, Run<E> body, @Nullable Object... attributes) throws E {
    traceDatabaseOperation(operation, table, SpanCall.returning(body), attributes);
  }

  /// See {@link Operations#traceExternalCall(String, String, String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceExternalCall(
      String service,
      String method,
      String endpoint,
      Call<T, E> body,
      @Nullable Object... attributes)
      throws E {
    return ExternalCall.start(tracer, names(), service, method, endpoint, attributes).run(body);
  }

  /// See {@link Operations#traceExternalCall(String, String, String, Run, Object...)}.
  public <E extends Exception> void traceExternalCall(
      String service, String method, String endpoint, Run<E> body, @Nullable Object... attributes)
      throws E {
    traceExternalCall(service, method, endpoint, SpanCall.returning(body), attributes);
  }

  /// See {@link Operations#traceRateLimitCheck}.
  public <E extends Exception> RateLimitDecision traceRateLimitCheck(
      String userId,
      String tier,
      String operation,
      Call<RateLimitDecision, E> check,
      @Nullable Object... attributes)
      throws E {
    return SpanCall.start(
            tracer,
            "rate_limit.check",
            SpanKind.INTERNAL,
            OperationTracer::decided,
            "operation.type",
            "rate_limit",
            "layer.type",
            "middleware",
            "user.id",
            userId,
            "rate_limit.tier",
            tier,
            "rate_limit.operation",
            operation,
            AttributePairs.of(attributes))
        .run(check);
  }

  /// See {@link Operations#traceMiddleware(String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceMiddleware(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    return SpanCall.start(
            tracer,
            "middleware." + name,
            SpanKind.INTERNAL,
            SpanEnd.NOTHING,
            "operation.type",
            "middleware",
            "layer.type",
            "middleware",
            AttributePairs.of(attributes))
        .run(body);
  }

  /// See {@link Operations#traceMiddleware(String, Run, Object...)}.
  public <E extends Exception> void traceMiddleware(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    traceMiddleware(name, SpanCall.returning(body), attributes);
  }

  /// See {@link Operations#traceBusinessOperation(String, String, String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceBusinessOperation(
      String name, String entity, String id, Call<T, E> body, @Nullable Object... attributes)
      throws E {
    return SpanCall.start(
            tracer,
            name,
            SpanKind.INTERNAL,
            OperationTracer::erred,
            "operation.type",
            "business",
            "business.entity",
            entity,
            "business.entity.type",
            entity,
            "business.entity.id",
            id,
            AttributePairs.of(attributes))
        .run(body);
  }

  /// See {@link Operations#traceBusinessOperation(String, String, String, Run, Object...)}.
  public <E extends Exception> void traceBusinessOperation(
      String name, String entity, String id, Run<E> body, @Nullable Object... attributes) throws E {
    traceBusinessOperation(name, entity, id, SpanCall.returning(body), attributes);
  }

  /// See {@link Operations#traceFileOperation(String, Call, Object...)}.
  public <T extends @Nullable Object, E extends Exception> T traceFileOperation(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    long begin = System.nanoTime();
    return SpanCall.start(
            tracer,
            name,
            SpanKind.INTERNAL,
            (span, result, error) ->
                span.setAttribute(
                    "duration_seconds", (System.nanoTime() - begin) / NANOS_PER_SECOND),
            "operation.type",
            "file",
            "operation",
            name,
            "span.kind",
            "internal",
            AttributePairs.of(attributes))
        .run(body);
  }

  /// See {@link Operations#traceFileOperation(String, Run, Object...)}.
  public <E extends Exception> void traceFileOperation(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    traceFileOperation(name, SpanCall.returning(body), attributes);
  }

  /// See {@link Operations#tracePresign}.
  public <T extends @Nullable Object, E extends Exception> T tracePresign(
      String key, Call<T, E> body, @Nullable Object... attributes) throws E {
    return traceFileOperation("presign", body, "s3.key", key, AttributePairs.of(attributes));
  }

  /// See {@link Operations#traceValidation}.
  public <E extends Exception> boolean traceValidation(
      String dataType, long dataSize, Call<Boolean, E> validation) throws E {
    tracer.addEvent("validation.started", "data.type", dataType, "data.size", dataSize);
    boolean valid = validation.call();
    tracer.addEvent("validation.completed", "validation.result", valid ? "valid" : "invalid");
    tracer.setAttribute("validation.isValid", valid);
    return valid;
  }

  private OperationNames names() {
    return new GuardedNames(names.get());
  }

  private static void decided(Span span, @Nullable Object result, @Nullable Throwable error) {
    if (result instanceof RateLimitDecision decision) {
      span.setAttribute("rate_limit.allowed", decision.allowed());
      if (decision.remaining() >= 0) {
        span.setAttribute("rate_limit.remaining", decision.remaining());
      }
    }
  }

  private static void erred(Span span, @Nullable Object result, @Nullable Throwable error) {
    if (error != null) {
      span.addEvent("error.occurred");
    }
  }
}
