package dev.clew.instrumentation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/// A span that continues the trace of an incoming request, with the context to work in.
///
/// ```java
/// RequestSpan request = Tracing.createSpanFromRequest("auth.login", headers);
/// try {
///   Session session = request.call(() -> login(body));
///   Tracing.finishSpanWithResponse(request.span(), 200);
/// } catch (LoginRefused e) {
///   Tracing.finishSpanWithResponse(request.span(), 401, e);
/// }
/// ```
///
/// @param span not current; ended by `finishSpanWithResponse`
/// @param context holds the span and what came with the request
public record RequestSpan(ClewSpan span, Context context) {
  /// Runs code below the span; the span stays open, since the answer ends it.
  ///
  /// ```java
  /// Session session = request.call(() -> login(body));
  /// ```
  public <T extends @Nullable Object, E extends Exception> T call(Call<T, E> body) throws E {
    try (Scope scope = context.makeCurrent()) {
      return body.call();
    }
  }

  /// Runs code that returns nothing below the span.
  ///
  /// ```java
  /// request.run(() -> audit(body));
  /// ```
  public <E extends Exception> void run(Run<E> body) throws E {
    try (Scope scope = context.makeCurrent()) {
      body.run();
    }
  }
}
