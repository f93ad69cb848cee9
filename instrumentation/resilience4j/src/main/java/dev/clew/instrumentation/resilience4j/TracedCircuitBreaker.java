package dev.clew.instrumentation.resilience4j;

import dev.clew.instrumentation.Call;
import dev.clew.instrumentation.OperationTracer;
import dev.clew.instrumentation.Tracing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A circuit breaker whose calls make spans, as `circuit_breaker.user-service`.
///
/// ```java
/// TracedCircuitBreaker users = TracedCircuitBreaker.of(registry.circuitBreaker("users"), "users");
/// User user = users.call(() -> client.user(id), "cached_user", () -> cache.user(id));
/// ```
///
/// To the attributes of {@link dev.clew.instrumentation.Operations#traceCircuitBreakerCall(String,
/// String, Call, Object...)} comes `circuit_breaker.state`, as it was before the call: `closed`,
/// `open`, `half_open`, `forced_open`, `disabled` or `metrics_only`. Where the call changes it, the
/// span has the event `circuit_breaker.state_transition`. What the breaker counts as failure or as
/// slow is its own configuration.
public final class TracedCircuitBreaker {
  private static final OperationTracer GLOBAL =
      OperationTracer.create(Tracing.tracer("dev.clew.instrumentation.resilience4j"));
  private static final AttributeKey<String> FROM =
      AttributeKey.stringKey("circuit_breaker.state.from");
  private static final AttributeKey<String> TO = AttributeKey.stringKey("circuit_breaker.state.to");

  private final CircuitBreaker breaker;
  private final String service;
  private final OperationTracer tracer;

  private TracedCircuitBreaker(CircuitBreaker breaker, String service, OperationTracer tracer) {
    this.breaker = breaker;
    this.service = service;
    this.tracer = tracer;
  }

  /// Traces a breaker's calls.
  ///
  /// ```java
  /// TracedCircuitBreaker users = TracedCircuitBreaker.of(breaker, "user-service");
  /// ```
  ///
  /// @param service the service that is called through it
  public static TracedCircuitBreaker of(CircuitBreaker breaker, String service) {
    return of(breaker, service, GLOBAL);
  }

  /// Traces a breaker's calls with a tracer that is at hand.
  ///
  /// ```java
  /// TracedCircuitBreaker.of(breaker, "users", OperationTracer.create(tracer));
  /// ```
  public static TracedCircuitBreaker of(
      CircuitBreaker breaker, String service, OperationTracer tracer) {
    return new TracedCircuitBreaker(breaker, service, tracer);
  }

  /// Calls through the breaker.
  ///
  /// ```java
  /// User user = users.call(() -> client.user(id));
  /// ```
  ///
  /// @param body a `CompletionStage` that it returns counts when it completes
  /// @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException where the breaker is
  ///     open
  public <T extends @Nullable Object, E extends Exception> T call(Call<T, E> body) throws E {
    CircuitBreaker.State before = breaker.getState();
    return tracer.traceCircuitBreakerCall(
        breaker.getName(),
        service,
        () -> permitted(body, before),
        "circuit_breaker.state",
        text(before));
  }

  /// Calls through the breaker, and does something else where the call fails or is not permitted.
  ///
  /// ```java
  /// User user = users.call(() -> client.user(id), "cached_user", () -> cache.user(id));
  /// ```
  public <T extends @Nullable Object, E extends Exception> T call(
      Call<T, E> body, String fallbackName, Call<T, E> fallback) throws E {
    CircuitBreaker.State before = breaker.getState();
    return tracer.traceCircuitBreakerCall(
        breaker.getName(),
        service,
        () -> permitted(body, before),
        fallbackName,
        fallback,
        "circuit_breaker.state",
        text(before));
  }

  private <T extends @Nullable Object, E extends Exception> T permitted(
      Call<T, E> body, CircuitBreaker.State before) throws E {
    Span span = Span.current();
    breaker.acquirePermission();
    long begin = breaker.getCurrentTimestamp();
    T result;
    try {
      result = body.call();
    } catch (Throwable e) {
      over(begin, null, e, before, span);
      throw e;
    }
    if (result instanceof CompletionStage<?> stage) {
      stage.whenComplete((value, error) -> over(begin, value, error, before, span));
    } else {
      over(begin, result, null, before, span);
    }
    return result;
  }

  private void over(
      long begin,
      @Nullable Object result,
      @Nullable Throwable error,
      CircuitBreaker.State before,
      Span span) {
    long took = breaker.getCurrentTimestamp() - begin;
    TimeUnit unit = breaker.getTimestampUnit();
    if (error == null) {
      breaker.onResult(took, unit, result);
    } else {
      Throwable cause = error.getCause();
      boolean wrapped = error instanceof CompletionException && cause != null;
      breaker.onError(took, unit, wrapped ? cause : error);
    }
    CircuitBreaker.State after = breaker.getState();
    if (after != before) {
      span.addEvent(
          "circuit_breaker.state_transition", Attributes.of(FROM, text(before), TO, text(after)));
    }
  }

  private static String text(CircuitBreaker.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
