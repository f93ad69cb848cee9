package dev.clew.instrumentation.spi.annotation;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The span of one call of a method with `@Trace`.
///
/// The agent puts this class beside the application's; nobody calls it by hand.
///
/// ```java
/// TracedCall call = TracedCall.start("PaymentService.pay");
/// call.end(receipt, null);
/// ```
public final class TracedCall implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  private final Span span;
  private final Scope scope;

  private TracedCall(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  /// Begins a span and makes it current on this thread.
  ///
  /// ```java
  /// TracedCall call = TracedCall.start("PaymentService.pay");
  /// ```
  @SuppressWarnings("MustBeClosedChecker") // closed by end()
  public static TracedCall start(String name) {
    Span span =
        GlobalOpenTelemetry.getTracer("dev.clew.instrumentation").spanBuilder(name).startSpan();
    return new TracedCall(span, span.makeCurrent());
  }

  /// Ends the span, or leaves that to the `CompletionStage` that the method returns.
  ///
  /// ```java
  /// call.end(null, error);
  /// ```
  ///
  /// @param returned null where the method returns nothing or throws
  /// @param thrown null where it returns
  public void end(@Nullable Object returned, @Nullable Throwable thrown) {
    scope.close();
    if (thrown == null && returned instanceof CompletionStage<?> stage) {
      stage.whenComplete(this);
    } else {
      accept(returned, thrown);
    }
  }

  /// Ends the span with what a stage became.
  ///
  /// ```java
  /// stage.whenComplete(call);
  /// ```
  @Override
  public void accept(@Nullable Object value, @Nullable Throwable thrown) {
    if (thrown != null) {
      Throwable cause = thrown.getCause();
      Throwable error = thrown instanceof CompletionException && cause != null ? cause : thrown;
      span.recordException(error);
      String message = error.getMessage();
      span.setStatus(StatusCode.ERROR, message == null ? "" : message);
    }
    span.end();
  }
}
