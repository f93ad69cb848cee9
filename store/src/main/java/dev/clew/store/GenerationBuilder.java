package dev.clew.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The closed generations, in order of number, that wait for their blocks.
final class GenerationBuilder {
  private final List<Generation> waiting = new ArrayList<>();

  synchronized void add(Generation generation) {
    waiting.add(generation);
  }

  synchronized int waiting() {
    return 0;
  }

  synchronized @Nullable Throwable lastFailure() {
    return null;
  }

  synchronized void whenAllBuilt(CompletableFuture<@Nullable Void> done) {
    done.complete(null);
  }
}
