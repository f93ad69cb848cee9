package dev.clew.instrumentation;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.function.Consumer;

/// Hands spans to a function of the application's, one by one.
record SinkExporter(Consumer<? super SpanData> sink) implements SpanExporter {
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    spans.forEach(sink);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
