package dev.clew.instrumentation.spi.sampling;

import dev.clew.instrumentation.spi.processing.Stage;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/// Lets sampled spans through, and the others when the buffer gives them.
final class ErrorsOrRatioProcessor extends Stage {
  private final ErrorBuffer buffer;

  ErrorsOrRatioProcessor(SpanProcessor next, ErrorBuffer buffer) {
    super(next);
    this.buffer = buffer;
  }

  @Override
  protected void starting(Context parent, ReadWriteSpan span) {
    if (!span.getSpanContext().isSampled()) {
      buffer.started(parent, span);
    }
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()) {
      passOn(span);
    } else {
      buffer.ended(span).forEach(kept -> passOn(new KeptSpan(kept)));
    }
  }
}
