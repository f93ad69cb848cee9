package dev.clew.server.otlp;

import dev.clew.model.SpanBatch;
import java.util.concurrent.CompletableFuture;

/// Where received spans go.
public interface SpanSink {
  /// Keeps the spans of a batch.
  ///
  /// @return completes when they are kept, or with the cause why not; a {@link
  ///     SinkUnavailableException} says that a later try may succeed
  CompletableFuture<Void> append(SpanBatch batch);
}
