package dev.clew.instrumentation.resilience4j;

import dev.clew.instrumentation.Call;
import io.github.resilience4j.retry.Retry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A retry that tells the current span of every further attempt, by the event `retry.attempt`.
///
/// ```java
/// TracedRetry retry = TracedRetry.of(registry.retry("users"));
/// User user = Tracing.withSpan("user.load", () -> retry.call(() -> client.user(id)));
/// ```
public final class TracedRetry {
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("retry.name");

  private final Retry retry;

  private TracedRetry(Retry retry) {
    this.retry = retry;
  }

  /// Traces the attempts of a retry.
  ///
  /// ```java
  /// TracedRetry retry = TracedRetry.of(Retry.ofDefaults("users"));
  /// ```
  public static TracedRetry of(Retry retry) {
    return new TracedRetry(retry);
  }

  /// Calls until it succeeds or the retry gives up; throws what the last attempt threw.
  ///
  /// ```java
  /// User user = retry.call(() -> client.user(id));
  /// ```
  public <T extends @Nullable Object, E extends Exception> T call(Call<T, E> body) throws E {
    Span span = Span.current();
    AtomicInteger attempts = new AtomicInteger();
    try {
      return retry.executeCheckedSupplier(
          () -> {
            attempt(span, attempts.incrementAndGet());
            return body.call();
          });
    } catch (Throwable e) {
      throw TracedRetry.<E>asDeclared(e);
    }
  }

  /// Calls until the stage succeeds or the retry gives up. Further attempts run in the scheduler's
  /// threads, in the context of the first.
  ///
  /// ```java
  /// CompletionStage<User> user = retry.callAsync(scheduler, () -> client.userAsync(id));
  /// ```
  public <T> CompletionStage<T> callAsync(
      ScheduledExecutorService scheduler, Supplier<CompletionStage<T>> body) {
    Span span = Span.current();
    AtomicInteger attempts = new AtomicInteger();
    return retry.executeCompletionStage(
        scheduler,
        Context.current()
            .wrapSupplier(
                () -> {
                  attempt(span, attempts.incrementAndGet());
                  return body.get();
                }));
  }

  private void attempt(Span span, long number) {
    if (number > 1) {
      span.addEvent("retry.attempt", Attributes.of(ATTEMPT, number, NAME, retry.getName()));
    }
  }

  /// What the body threw is of its type, though the retry does not say so; all else is unchecked.
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException asDeclared(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
