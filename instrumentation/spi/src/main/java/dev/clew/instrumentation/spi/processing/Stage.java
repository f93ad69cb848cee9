package dev.clew.instrumentation.spi.processing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/// A span processor that stands before another one, and decides what that gets to see.
///
/// ```java
/// final class WithoutPings extends Stage {
///   @Override
///   public void onEnd(ReadableSpan span) {
///     if (!span.getName().equals("ping")) {
///       passOn(span);
///     }
///   }
/// }
/// ```
public abstract class Stage implements SpanProcessor {
  private final SpanProcessor next;

  protected Stage(SpanProcessor next) {
    this.next = next;
  }

  /// The one behind it.
  protected final SpanProcessor next() {
    return next;
  }

  /// Called when a span starts, before the next processor is.
  protected void starting(Context parent, ReadWriteSpan span) {}

  /// Hands the end of a span to the next processor.
  protected final void passOn(ReadableSpan span) {
    if (next.isEndRequired()) {
      next.onEnd(span);
    }
  }

  @Override
  public final void onStart(Context parent, ReadWriteSpan span) {
    starting(parent, span);
    if (next.isStartRequired()) {
      next.onStart(parent, span);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public final boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return next.forceFlush();
  }
}
