package dev.clew.store;

import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.manifest.CommitAbandonedException;
import dev.clew.store.manifest.Manifest;
import dev.clew.store.manifest.ManifestLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one thread that changes what the store holds: it makes closed generations into blocks, in
/// order, each generation one commit, lets blocks expire, puts damaged ones away, and deletes
/// garbage.
///
/// A build that fails is tried again until it succeeds, since its generation lives in memory and
/// log until then; how many generations may wait is limited, so appends are refused in the end.
final class GenerationBuilder implements ManifestLog.RetryPause {
  private static final long RETRY_MILLIS = 1000;
  private static final long IDLE_MILLIS = 250;

  private final BlockFiles files;
  private final Problems problems;
  private final Quarantine quarantine;
  private final DamagedBlocks damaged;
  private final Thread thread;
  private final Deque<Generation> waiting = new ArrayDeque<>();
  private final List<AllBuilt> flushes = new ArrayList<>();
  private Runnable whenBuilt = () -> {};
  private @Nullable Throwable lastFailure;
  private final Semaphore signals = new Semaphore(0);
  private volatile boolean closing;
  private @Nullable StoreContext context;
  private long nextBlockId;

  /// Whether there was a commit since garbage was last collected.
  private boolean garbage = true;

  /// Somebody who waits until all generations up to one are built.
  private record AllBuilt(long generation, CompletableFuture<@Nullable Void> done) {}

  GenerationBuilder(
      BlockFiles files, Problems problems, Quarantine quarantine, DamagedBlocks damaged) {
    this.files = files;
    this.problems = problems;
    this.quarantine = quarantine;
    this.damaged = damaged;
    thread = Thread.ofPlatform().name("clew-build").daemon().unstarted(this::run);
  }

  /// Begins to work.
  ///
  /// @param firstBlockId no block has this id or a higher one
  /// @param listener is run after each commit of a generation
  void start(StoreContext store, long firstBlockId, Runnable listener) {
    context = store;
    nextBlockId = firstBlockId;
    whenBuilt = listener;
    thread.start();
  }

  /// Takes a closed generation; numbers ascend.
  synchronized void add(Generation generation) {
    waiting.add(generation);
    signals.release();
  }

  /// How many closed generations are not in blocks yet.
  synchronized int waiting() {
    return waiting.size();
  }

  /// Why the generation that is next could not be built so far; null where it was not tried in
  /// vain.
  synchronized @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  /// Completes a future when the generations that wait now are built.
  synchronized void whenAllBuilt(CompletableFuture<@Nullable Void> done) {
    if (waiting.isEmpty()) {
      done.complete(null);
    } else if (closing) {
      done.completeExceptionally(closed());
    } else {
      flushes.add(new AllBuilt(waiting.getLast().number(), done));
    }
  }

  /// Ends the thread after the disk operation that it is in.
  void close() {
    closing = true;
    files.stopWriting();
    signals.release();
    Threads.join(thread);
    synchronized (this) {
      flushes.forEach(flush -> flush.done().completeExceptionally(closed()));
      flushes.clear();
    }
  }

  @Override
  public boolean mayRetry(IOException failure) {
    problems.report("a manifest cannot be synced and is tried again: " + failure.getMessage());
    return !pause(RETRY_MILLIS);
  }

  private void run() {
    StoreContext store = context;
    if (store == null) {
      throw new IllegalStateException("not started");
    }
    try {
      while (!closing) {
        Generation next = next();
        if (next != null) {
          build(store, next);
        }
        maintain(store);
      }
    } catch (CommitAbandonedException e) {
      problems.report(String.valueOf(e.getMessage()), e);
    }
  }

  private void build(StoreContext store, Generation generation) {
    BlockBuild build = new BlockBuild(store, files, generation, nextBlockId);
    try {
      List<BlockEntry> entries = build.write();
      Manifest manifest =
          store.manifests().commit(current -> current.withBuilt(generation.number(), entries));
      store.views().commit(manifest);
      garbage = true;
      nextBlockId = build.nextId();
      done(generation);
    } catch (CommitAbandonedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      nextBlockId = build.nextId();
      if (!closing) {
        failed(generation, e);
        build.discard();
        var _ = pause(RETRY_MILLIS);
      }
    }
  }

  private void maintain(StoreContext store) {
    try {
      Instant now = store.options().clock().instant();
      long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
      Manifest sound = damaged.settle(store, quarantine);
      if (sound != null) {
        store.views().commit(sound);
        garbage = true;
      }
      Manifest before = store.views().current().manifest();
      Manifest after =
          store.manifests().commit(current -> Retention.expire(current, store.options(), nanos));
      if (after.number() != before.number()) {
        store.views().commit(after);
        garbage = true;
      }
      BlockGarbage collector = new BlockGarbage(store);
      if (garbage) {
        collector.collect();
        garbage = false;
      } else if (store.views().hasRetired()) {
        collector.collectBlocks();
      }
    } catch (IOException e) {
      if (!closing) {
        problems.report("putting away old or damaged data failed: " + e.getMessage(), e);
        var _ = pause(RETRY_MILLIS);
      }
    }
  }

  private void done(Generation generation) {
    List<AllBuilt> completed = new ArrayList<>();
    synchronized (this) {
      waiting.remove(generation);
      lastFailure = null;
      for (AllBuilt flush : flushes) {
        if (flush.generation() <= generation.number()) {
          completed.add(flush);
        }
      }
      flushes.removeAll(completed);
    }
    completed.forEach(flush -> flush.done().complete(null));
    whenBuilt.run();
  }

  private void failed(Generation generation, Exception failure) {
    synchronized (this) {
      lastFailure = failure;
    }
    problems.report(
        "building the blocks of generation "
            + generation.number()
            + " failed: "
            + failure.getMessage(),
        failure);
  }

  private @Nullable Generation next() {
    if (waiting() == 0) {
      var _ = pause(IDLE_MILLIS);
    }
    synchronized (this) {
      return closing ? null : waiting.peek();
    }
  }

  /// Waits a while, or until there is something to do.
  ///
  /// @return whether the store is closing
  private boolean pause(long millis) {
    try {
      if (!closing && signals.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        signals.drainPermits();
      }
    } catch (InterruptedException e) {
      // Nobody has a reason to, and an interrupt kept would close the next file that is written.
      problems.report("the builder was interrupted and goes on", e);
    }
    return closing;
  }

  private static StoreRefusedException closed() {
    return StoreRefusedException.retryable(
        "the store is closed; its next start builds blocks", null);
  }
}
