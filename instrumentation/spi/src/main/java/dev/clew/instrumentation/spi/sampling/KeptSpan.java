package dev.clew.instrumentation.spi.sampling;

import dev.clew.instrumentation.spi.processing.DelegatingSpan;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/// A span that was recorded as not sampled, presented as sampled: exporters take no other. It
/// stands for itself alone.
final class KeptSpan extends DelegatingSpan {
  private static final byte SAMPLED = TraceFlags.getSampled().asByte();

  private final SpanContext context;

  KeptSpan(ReadableSpan span) {
    super(span);
    SpanContext before = span.getSpanContext();
    context =
        SpanContext.create(
            before.getTraceId(),
            before.getSpanId(),
            TraceFlags.fromByte((byte) (before.getTraceFlags().asByte() | SAMPLED)),
            TraceStateOt.withThreshold(before.getTraceState(), TraceStateOt.text(0)));
  }

  @Override
  public SpanContext getSpanContext() {
    return context;
  }

  @Override
  public SpanData toSpanData() {
    return new Kept(super.toSpanData(), context);
  }

  private static final class Kept extends DelegatingSpanData {
    private final SpanContext context;

    Kept(SpanData data, SpanContext context) {
      super(data);
      this.context = context;
    }

    @Override
    public SpanContext getSpanContext() {
      return context;
    }
  }
}
