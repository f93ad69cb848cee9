package dev.clew.store;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the appending thread is asked to do, in the order of asking.
sealed interface AppenderTask permits PendingAppend, AppenderTask.Flush, AppenderTask.Wake {
  /// Close the open generation.
  ///
  /// @param done completes when all closed generations are built
  record Flush(CompletableFuture<@Nullable Void> done) implements AppenderTask {}

  /// Look again at what there is to do.
  record Wake() implements AppenderTask {}
}
