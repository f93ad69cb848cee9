package dev.clew.server.storage;

import dev.clew.model.SpanBatch;
import dev.clew.server.otlp.SinkUnavailableException;
import dev.clew.server.otlp.SpanSink;
import dev.clew.store.Store;
import dev.clew.store.StoreOptions;
import dev.clew.store.StoreRefusedException;
import dev.clew.store.Tenants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Opens the store in a thread of its own, so that doors can answer meanwhile: spans are refused
/// until it is open, to be sent again, and questions too.
public final class StoreGate implements SpanSink, AutoCloseable {
  private final CompletableFuture<Store> opened = new CompletableFuture<>();
  private final Thread opener;
  private volatile State state = new Opening("the store is opening");

  private StoreGate(Path folder, StoreOptions options) {
    opener = Thread.ofPlatform().name("store-open").unstarted(() -> open(folder, options));
  }

  /// Begins to open a store.
  public static StoreGate opening(Path folder, StoreOptions options) {
    StoreGate gate = new StoreGate(folder, options);
    gate.opener.start();
    return gate;
  }

  private void open(Path folder, StoreOptions options) {
    try {
      Store store = Store.open(folder, options, this::replayed);
      state = new Open(store);
      opened.complete(store);
    } catch (IOException | RuntimeException e) {
      state = new Failed("the store cannot be opened: " + e.getMessage());
      opened.completeExceptionally(e);
    }
  }

  private void replayed(int segments, int totalSegments, long bytes, long totalBytes) {
    state =
        new Opening(
            "the store is replaying its log: segment "
                + segments
                + " of "
                + totalSegments
                + ", "
                + bytes / 1_000_000
                + " of "
                + totalBytes / 1_000_000
                + " MB");
  }

  /// Completes when the store is open, or with the cause why it cannot be.
  public CompletableFuture<Store> opened() {
    return opened.copy();
  }

  /// Why nothing can be stored or asked now; empty when all is well.
  public String problem() {
    return switch (state) {
      case Opening opening -> opening.progress();
      case Open _ -> "";
      case Failed failed -> failed.reason();
      case Closed _ -> "the server is stopping";
    };
  }

  /// The open store.
  ///
  /// @throws StoreUnavailableException when it is not open
  public Store store() {
    if (state instanceof Open open) {
      return open.store();
    }
    throw new StoreUnavailableException(problem());
  }

  @Override
  public CompletableFuture<Void> append(SpanBatch batch) {
    if (!(state instanceof Open open)) {
      return CompletableFuture.failedFuture(new SinkUnavailableException(problem()));
    }
    return open.store().append(Tenants.DEFAULT, batch).handle(StoreGate::outcome);
  }

  private static Void outcome(Object appended, Throwable failure) {
    if (failure == null) {
      return null;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    throw new CompletionException(
        cause instanceof StoreRefusedException refused && refused.retryable()
            ? new SinkUnavailableException(String.valueOf(refused.getMessage()))
            : cause);
  }

  /// Closes the store, with what was acknowledged synced to disk. Waits for one that is opening.
  @Override
  public void close() throws IOException, InterruptedException {
    opener.join();
    if (state instanceof Open open) {
      state = new Closed();
      open.store().close();
    }
  }

  private sealed interface State {}

  private record Opening(String progress) implements State {}

  private record Open(Store store) implements State {}

  private record Failed(String reason) implements State {}

  private record Closed() implements State {}
}
