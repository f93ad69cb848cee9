package dev.clew.store;

import dev.clew.model.SpanBatch;
import org.jspecify.annotations.Nullable;

/// Is told of batches as they are stored, for live views.
@FunctionalInterface
public interface AppendListener {
  /// Called when a batch is stored and about to be acknowledged, on the one thread that appends: it
  /// must hand over and return at once, for whatever it waits for, every sender waits for. What it
  /// throws is logged and changes nothing.
  ///
  /// @param repeats of each span whether it was left out as a repeat; null where none was
  void appended(String tenant, SpanBatch batch, boolean @Nullable [] repeats);
}
