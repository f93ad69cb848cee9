package dev.clew.instrumentation.reactor;

import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.reactor.v3_1.ContextPropagationOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/// Traces Reactor's pipelines.
///
/// A pipeline runs where its schedulers say, so a thread's current span is no guide: the span
/// belongs to the subscription. {@link #enable} makes it current in every operator, whatever the
/// thread.
///
/// ```java
/// ReactorTracing.enable();
/// Mono<Order> order =
///     ReactorTracing.withSpan("order.load", orders.findById(id), "order.id", id);
/// ```
public final class ReactorTracing {
  private static final ContextPropagationOperator OPERATOR = ContextPropagationOperator.create();

  private ReactorTracing() {}

  /// Lets the operators of every pipeline that is assembled from now on run in the context of their
  /// subscription. Once, at the start of a program; a repeat changes nothing.
  ///
  /// ```java
  /// Tracing.init();
  /// ReactorTracing.enable();
  /// ```
  public static void enable() {
    OPERATOR.registerOnEachOperator();
  }

  /// Takes {@link #enable} back, for pipelines that are assembled from now on.
  ///
  /// ```java
  /// ReactorTracing.disable();
  /// ```
  public static void disable() {
    OPERATOR.resetOnEachOperator();
  }

  /// The same `Mono`, with a span around each subscription: from there until it completes, fails or
  /// is cancelled. An error is recorded, and passed on.
  ///
  /// ```java
  /// Mono<User> user = ReactorTracing.withSpan("user.load", users.byId(id), "user.id", id);
  /// ```
  ///
  /// @param attributes keys and values in turn, or maps
  public static <T> Mono<T> withSpan(String name, Mono<T> body, @Nullable Object... attributes) {
    return Mono.deferContextual(
        subscriber -> {
          ClewSpan span = begin(name, subscriber, attributes);
          return body.doOnError(span::recordSpanError)
              .doFinally(signal -> span.end())
              .contextWrite(holding(span));
        });
  }

  /// The same `Flux`, with a span around each subscription: from there until it completes, fails or
  /// is cancelled. An error is recorded, and passed on.
  ///
  /// ```java
  /// Flux<Row> rows = ReactorTracing.withSpan("rows.read", table.rows(), "db.table", "orders");
  /// ```
  ///
  /// @param attributes keys and values in turn, or maps
  public static <T> Flux<T> withSpan(String name, Flux<T> body, @Nullable Object... attributes) {
    return Flux.deferContextual(
        subscriber -> {
          ClewSpan span = begin(name, subscriber, attributes);
          return body.doOnError(span::recordSpanError)
              .doFinally(signal -> span.end())
              .contextWrite(holding(span));
        });
  }

  /// A span below the subscriber's, or where it has none below the thread's.
  private static ClewSpan begin(
      String name, ContextView subscriber, @Nullable Object[] attributes) {
    Context parent =
        ContextPropagationOperator.getOpenTelemetryContextFromContextView(
            subscriber, Context.current());
    return Tracing.createSpan(name, parent, attributes);
  }

  private static Function<reactor.util.context.Context, reactor.util.context.Context> holding(
      ClewSpan span) {
    return context -> ContextPropagationOperator.storeOpenTelemetryContext(context, span.context());
  }
}
