package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A call of the application's code in a span of its own. What it throws is recorded and thrown on;
/// where it returns a `CompletionStage`, the span ends with the stage.
final class SpanCall {
  private final ClewTracer tracer;
  private final String name;
  private final Span span;
  private final Context context;
  private final SpanEnd ending;

  private SpanCall(ClewTracer tracer, String name, Span span, Context context, SpanEnd ending) {
    this.tracer = tracer;
    this.name = name;
    this.span = span;
    this.context = context;
    this.ending = ending;
  }

  /// A call whose span starts now, below the current one.
  static SpanCall start(
      ClewTracer tracer,
      String name,
      SpanKind kind,
      SpanEnd ending,
      @Nullable Object... attributes) {
    Context parent = Context.current();
    Span span = tracer.start(name, parent, kind, attributes);
    return new SpanCall(tracer, name, span, parent.with(span), ending);
  }

  /// Code that returns nothing, as code that returns null.
  static <E extends Exception> Call<@Nullable Object, E> returning(Run<E> body) {
    return () -> {
      body.run();
      return null;
    };
  }

  Span span() {
    return span;
  }

  Context context() {
    return context;
  }

  <T extends @Nullable Object, E extends Exception> T run(Call<T, E> body) throws E {
    try (Scope current = context.makeCurrent()) {
      T result = body.call();
      if (!(result instanceof CompletionStage<?> stage) || !endWith(stage)) {
        finish(result, null);
      }
      return result;
    } catch (Throwable e) {
      finish(null, e);
      throw e;
    }
  }

  /// Ends the span.
  void finish(@Nullable Object result, @Nullable Throwable error) {
    try {
      Throwable cause = error == null ? null : SpanErrors.unwrapped(error);
      if (cause != null) {
        SpanErrors.record(span, cause, tracer.errors());
      }
      ending.over(span, result, cause);
    } catch (RuntimeException e) {
      TelemetryLog.failed("describing the end of span '" + name + "'", e);
    }
    try {
      span.end();
    } catch (RuntimeException e) {
      TelemetryLog.failed("ending span '" + name + "'", e);
    }
  }

  /// Whether the span will end with the stage; one that takes no callback ends now.
  private boolean endWith(CompletionStage<?> stage) {
    try {
      stage.whenComplete(this::finish);
      return true;
    } catch (RuntimeException e) {
      TelemetryLog.failed("waiting for a stage", e);
      return false;
    }
  }
}
