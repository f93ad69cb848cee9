package dev.clew.instrumentation;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Spans of the operations that most applications have, as static methods: calls through circuit
/// breakers and to other services, caches, databases, rate limits, middleware, business, files.
///
/// Each runs code in a span and returns what it returns. What it throws is recorded and thrown on;
/// where it returns a `CompletionStage`, the span ends with the stage. Every span has
/// `operation.type`, so that it is found by it. Attributes at the end are keys and values in turn,
/// or maps, and win over those that are set here. {@link OperationTracer} has the same methods for
/// injection, and {@link OperationNames} the ways to name the spans.
///
/// ```java
/// User user = Operations.traceCacheOperation("get", "user:" + id, () -> cache.get(id));
/// ```
public final class Operations {
  private static final OperationTracer TRACER =
      new OperationTracer(Tracing.TRACER, Initialization::operationNames);

  private Operations() {}

  /// Traces a call through a circuit breaker, as `circuit_breaker.user-service`, with
  /// `circuit_breaker.name`, `.service` and `.result`: `success`, `failure`, `timeout`, or
  /// `not_permitted` where the breaker is open.
  ///
  /// ```java
  /// User user = Operations.traceCircuitBreakerCall("users", "user-service", () -> load(id));
  /// ```
  public static <T extends @Nullable Object, E extends Exception> T traceCircuitBreakerCall(
      String breaker, String service, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.traceCircuitBreakerCall(breaker, service, body, attributes);
  }

  /// Traces a call through a circuit breaker, and what is done instead where it fails. The
  /// breaker's span is an error then and has `circuit_breaker.fallback`; the fallback's span, as
  /// `fallback.cached_user`, stands beside it, below the caller's.
  ///
  /// ```java
  /// User user =
  ///     Operations.traceCircuitBreakerCall(
  ///         "users", "user-service", () -> load(id), "cached_user", () -> cached(id));
  /// ```
  ///
  /// @param body a stage that it returns is replaced by one that waits for the fallback too; a
  /// stage
  ///   of a class of your own has to return that class from `handle` and `thenCompose`
  /// @param fallback runs after an exception, but not after an `InterruptedException` or an `Error`
  public static <T extends @Nullable Object, E extends Exception> T traceCircuitBreakerCall(
      String breaker,
      String service,
      Call<T, E> body,
      String fallbackName,
      Call<T, E> fallback,
      @Nullable Object... attributes)
      throws E {
    return TRACER.traceCircuitBreakerCall(
        breaker, service, body, fallbackName, fallback, attributes);
  }

  /// Traces an operation on a cache, as `cache.get`, with `cache.operation`, `cache.key_pattern`
  /// and `cache.type`, which is `redis` unless the attributes say `memory`. A `get` that returns
  /// null or an empty `Optional` is a miss: `cache.hit` is false.
  ///
  /// ```java
  /// User user = Operations.traceCacheOperation("get", "user:" + id, () -> cache.get(id));
  /// ```
  ///
  /// @param operation as `get`, `set`, `delete`
  public static <T extends @Nullable Object, E extends Exception> T traceCacheOperation(
      String operation, String key, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.traceCacheOperation(operation, key, body, attributes);
  }

  /// Traces an operation on a cache whose result says in its own way whether it was a hit.
  ///
  /// ```java
  /// Entry entry =
  ///     Operations.traceCacheOperation("get", key, () -> cache.entry(key), Entry::isPresent);
  /// ```
  public static <T extends @Nullable Object, E extends Exception> T traceCacheOperation(
      String operation,
      String key,
      Call<T, E> body,
      Predicate<? super T> hit,
      @Nullable Object... attributes)
      throws E {
    return TRACER.traceCacheOperation(operation, key, body, hit, attributes);
  }

  /// Traces an operation on a cache that returns nothing.
  ///
  /// ```java
  /// Operations.traceCacheOperation("set", "user:" + id, () -> cache.put(id, user));
  /// ```
  public static <E extends Exception> void traceCacheOperation(
      String operation, String key, Run<E> body, @Nullable Object... attributes) throws E {
    TRACER.traceCacheOperation(operation, key, body, attributes);
  }

  /// Traces an operation on a database, as `db.select.users`, with `db.operation`, `db.table` and
  /// `db.duration` in milliseconds. `db.system`, `db.name` and `db.statement` among the attributes
  /// are told by their current names too, and the statement without its values. The caller's span
  /// gets the events `database.operation.start` and `.complete`.
  ///
  /// ```java
  /// Operations.traceDatabaseOperation(
  ///     "SELECT", "users", () -> users.byId(id), "db.system", "postgresql", "db.name", "shop");
  /// ```
  ///
  /// @param operation as `SELECT`
  /// @param table empty where there is none
  public static <T extends @Nullable Object, E extends Exception> T traceDatabaseOperation(
      String operation, String table, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.traceDatabaseOperation(operation, table, body, attributes);
  }

  /// Traces an operation on a database that returns nothing.
  ///
  /// ```java
  /// Operations.traceDatabaseOperation("INSERT", "orders", () -> orders.insert(order));
  /// ```
  public static <E extends Exception> void traceDatabaseOperation(
      String operation, String table, Run<E> body, @Nullable Object... attributes) throws E {
    TRACER.traceDatabaseOperation(operation, table, body, attributes);
  }

  /// Traces a call to a service of others, as `http.get.user-service`, with `external.service` and
  /// `external.endpoint`. An `HttpResponse` that it returns gives the status code; 400 and above is
  /// an error. It is for clients that nothing else traces.
  ///
  /// ```java
  /// Operations.traceExternalCall("user-service", "GET", "/users/7", () -> client.get("/users/7"));
  /// ```
  ///
  /// @param method as `GET`
  /// @param endpoint a path, or whatever tells the service's parts apart
  public static <T extends @Nullable Object, E extends Exception> T traceExternalCall(
      String service,
      String method,
      String endpoint,
      Call<T, E> body,
      @Nullable Object... attributes)
      throws E {
    return TRACER.traceExternalCall(service, method, endpoint, body, attributes);
  }

  /// Traces a call to a service of others that returns nothing.
  ///
  /// ```java
  /// Operations.traceExternalCall("hooks", "POST", "/job-done", () -> client.post(hook));
  /// ```
  public static <E extends Exception> void traceExternalCall(
      String service, String method, String endpoint, Run<E> body, @Nullable Object... attributes)
      throws E {
    TRACER.traceExternalCall(service, method, endpoint, body, attributes);
  }

  /// Traces the check of a rate limit, as `rate_limit.check`, with `user.id`, `rate_limit.tier`,
  /// `.operation`, `.allowed` and `.remaining`. To be refused is no error.
  ///
  /// ```java
  /// RateLimitDecision decision =
  ///     Operations.traceRateLimitCheck(userId, "free", "read", () -> limiter.check(userId));
  /// ```
  public static <E extends Exception> RateLimitDecision traceRateLimitCheck(
      String userId,
      String tier,
      String operation,
      Call<RateLimitDecision, E> check,
      @Nullable Object... attributes)
      throws E {
    return TRACER.traceRateLimitCheck(userId, tier, operation, check, attributes);
  }

  /// Traces a step that requests go through, as `middleware.auth`, with `layer.type`.
  ///
  /// ```java
  /// Session session = Operations.traceMiddleware("auth", () -> sessions.verify(token));
  /// ```
  public static <T extends @Nullable Object, E extends Exception> T traceMiddleware(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.traceMiddleware(name, body, attributes);
  }

  /// Traces a step that requests go through and that returns nothing.
  ///
  /// ```java
  /// Operations.traceMiddleware("auth", () -> sessions.require(token));
  /// ```
  public static <E extends Exception> void traceMiddleware(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    TRACER.traceMiddleware(name, body, attributes);
  }

  /// Traces an operation of the business, with `business.entity`, `business.entity.type` and
  /// `business.entity.id`. Where it fails it has the event `error.occurred`.
  ///
  /// ```java
  /// Operations.traceBusinessOperation("trade.approve", "trade", id, () -> trades.approve(id));
  /// ```
  ///
  /// @param entity what it is about, as `trade`
  /// @param id which one
  public static <T extends @Nullable Object, E extends Exception> T traceBusinessOperation(
      String name, String entity, String id, Call<T, E> body, @Nullable Object... attributes)
      throws E {
    return TRACER.traceBusinessOperation(name, entity, id, body, attributes);
  }

  /// Traces an operation of the business that returns nothing.
  ///
  /// ```java
  /// Operations.traceBusinessOperation("order.pay", "order", id, () -> orders.pay(id));
  /// ```
  public static <E extends Exception> void traceBusinessOperation(
      String name, String entity, String id, Run<E> body, @Nullable Object... attributes) throws E {
    TRACER.traceBusinessOperation(name, entity, id, body, attributes);
  }

  /// Traces an operation on files, named as it is, with `operation`, `span.kind` and
  /// `duration_seconds`.
  ///
  /// ```java
  /// Operations.traceFileOperation("upload", () -> store.save(files), "file.count", files.size());
  /// ```
  public static <T extends @Nullable Object, E extends Exception> T traceFileOperation(
      String name, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.traceFileOperation(name, body, attributes);
  }

  /// Traces an operation on files that returns nothing.
  ///
  /// ```java
  /// Operations.traceFileOperation("upload", () -> store.save(file), "file.name", name);
  /// ```
  public static <E extends Exception> void traceFileOperation(
      String name, Run<E> body, @Nullable Object... attributes) throws E {
    TRACER.traceFileOperation(name, body, attributes);
  }

  /// Traces the signing of an address that allows to upload one object, as `presign`, with
  /// `s3.key`.
  ///
  /// ```java
  /// URL url = Operations.tracePresign(key, () -> presigner.presign(key), "file.name", name);
  /// ```
  public static <T extends @Nullable Object, E extends Exception> T tracePresign(
      String key, Call<T, E> body, @Nullable Object... attributes) throws E {
    return TRACER.tracePresign(key, body, attributes);
  }

  /// Tells the current span of a validation: the events `validation.started` and
  /// `validation.completed`, and `validation.isValid`. It makes no span.
  ///
  /// ```java
  /// boolean valid = Operations.traceValidation("order", body.length(), () -> isOrder(body));
  /// ```
  ///
  /// @param dataSize in bytes or characters
  public static <E extends Exception> boolean traceValidation(
      String dataType, long dataSize, Call<Boolean, E> validation) throws E {
    return TRACER.traceValidation(dataType, dataSize, validation);
  }
}
