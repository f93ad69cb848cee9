package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.log.EncodedRecord;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A batch on its way into the store, with all that its sender's thread could prepare.
final class PendingAppend implements AppenderTask {
  final String tenant;
  final SpanBatch batch;
  final long arrivalNanos;
  final EncodedRecord record;
  final RepeatWindow.Keys keys;
  final CompletableFuture<AppendResult> result = new CompletableFuture<>();

  /// Which spans came before; null where none did or it was not looked yet.
  boolean @Nullable [] repeats;

  int repeatCount;

  PendingAppend(
      String tenant,
      SpanBatch batch,
      long arrivalNanos,
      EncodedRecord record,
      RepeatWindow.Keys keys) {
    this.tenant = tenant;
    this.batch = batch;
    this.arrivalNanos = arrivalNanos;
    this.record = record;
    this.keys = keys;
  }

  /// Roughly what it takes in memory: the record, the columns it was made of, and fingerprints.
  long bytes() {
    return record.payload().length + 2L * record.bodyBytes() + 16L * batch.size();
  }
}
