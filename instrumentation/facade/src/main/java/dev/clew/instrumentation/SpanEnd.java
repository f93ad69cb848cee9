package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/// What an operation says of itself when it is over, before its span ends.
@FunctionalInterface
interface SpanEnd {
  /// For code of which nothing is known.
  SpanEnd NOTHING = (span, result, error) -> {};

  /// Describes the end. An error has been recorded already.
  ///
  /// @param result what the code returned, a stage's value where it returned one
  /// @param error what it threw, without the wrapper of a stage; null where it threw nothing
  void over(Span span, @Nullable Object result, @Nullable Throwable error);
}
