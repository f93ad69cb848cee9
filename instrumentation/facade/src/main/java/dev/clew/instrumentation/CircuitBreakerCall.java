package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The span of a call through a circuit breaker, and beside it that of the fallback.
///
/// @param <T> what the call returns
/// @param <E> what it throws
final class CircuitBreakerCall<T extends @Nullable Object, E extends Exception> {
  private final ClewTracer tracer;
  private final String breaker;
  private final @Nullable String fallbackName;
  private final @Nullable Call<T, E> fallback;
  private final Context around;
  private final SpanCall call;

  /// @param fallbackName null where there is no fallback
  CircuitBreakerCall(
      ClewTracer tracer,
      String breaker,
      String service,
      @Nullable String fallbackName,
      @Nullable Call<T, E> fallback,
      @Nullable Object[] attributes) {
    this.tracer = tracer;
    this.breaker = breaker;
    this.fallbackName = fallbackName;
    this.fallback = fallback;
    Context here = Context.current();
    call =
        SpanCall.start(
            tracer,
            "circuit_breaker." + breaker,
            SpanKind.INTERNAL,
            this::describe,
            "operation.type",
            "circuit_breaker",
            "circuit_breaker.name",
            breaker,
            "circuit_breaker.service",
            service,
            AttributePairs.of(attributes));
    // A fallback without a caller's span would begin a trace of its own.
    around = Span.fromContext(here).getSpanContext().isValid() ? here : call.context();
  }

  T run(Call<T, E> body) throws E {
    if (fallback == null) {
      return call.run(body);
    }
    T result;
    try (Scope current = call.context().makeCurrent()) {
      result = body.call();
    } catch (Throwable e) {
      call.finish(null, e);
      if (!isFallenBackFrom(e)) {
        throw e;
      }
      return fallBack(fallback);
    }
    if (result instanceof CompletionStage<?> stage) {
      return orFallBack(stage, fallback);
    }
    call.finish(result, null);
    return result;
  }

  private void describe(Span span, @Nullable Object result, @Nullable Throwable error) {
    span.setAttribute("circuit_breaker.result", error == null ? "success" : failure(error));
    if (error != null && fallbackName != null && isFallenBackFrom(error)) {
      span.setAttribute("circuit_breaker.fallback", fallbackName);
    }
  }

  /// The classes are known by their names, whatever library they are of.
  private String failure(Throwable error) {
    String name = error.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (name.contains("notpermitted") || name.contains("breakeropen")) {
      return "not_permitted";
    }
    return tracer.classifyError(error).equals("timeout") ? "timeout" : "failure";
  }

  /// An error of the machine is none of the other service's, and whoever interrupts wants an end.
  private static boolean isFallenBackFrom(Throwable error) {
    return error instanceof Exception && !(error instanceof InterruptedException);
  }

  private T fallBack(Call<T, E> instead) throws E {
    try (Scope current = around.makeCurrent()) {
      return SpanCall.start(
              tracer,
              "fallback." + fallbackName,
              SpanKind.INTERNAL,
              SpanEnd.NOTHING,
              "operation.type",
              "fallback",
              "circuit_breaker.name",
              breaker)
          .run(instead);
    }
  }

  /// A stage that completes as the call does, or where that fails as the fallback does.
  @SuppressWarnings("unchecked") // A stage's handle and thenCompose return stages of its own kind.
  private T orFallBack(CompletionStage<?> stage, Call<T, E> instead) {
    CompletionStage<@Nullable Object> known = (CompletionStage<@Nullable Object>) stage;
    return (T)
        known
            .handle(
                (value, error) -> {
                  call.finish(value, error);
                  return error != null && isFallenBackFrom(SpanErrors.unwrapped(error))
                      ? stageOf(instead)
                      : known;
                })
            .thenCompose(Function.identity());
  }

  @SuppressWarnings("unchecked") // A stage of anything is one of objects.
  private CompletionStage<@Nullable Object> stageOf(Call<T, E> instead) {
    try {
      return fallBack(instead) instanceof CompletionStage<?> stage
          ? (CompletionStage<@Nullable Object>) stage
          : CompletableFuture.completedFuture(null);
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
