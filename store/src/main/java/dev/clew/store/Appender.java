package dev.clew.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The one thread that appends. It takes the batches that wait as a group, leaves out repeats,
/// writes the rest to the log, syncs where the policy says so, adds the rows to the live columns
/// and only then acknowledges. A generation is opened and closed here and nowhere else, between two
/// groups, so that none closes with an append in flight.
///
/// Where a write or sync fails, the whole group is refused and forgotten by the repeat filter. The
/// thread is never interrupted: that would close the log's file under it.
final class Appender {
  /// A group ends when it has this many bytes, so that the first of it need not wait for ever.
  private static final long GROUP_BYTES = 4 << 20;

  private static final long POLL_MILLIS = 50;

  private final StoreContext context;
  private final GenerationBuilder builder;
  private final RepeatWindow repeats;
  private final long salt;
  private final BlockingQueue<AppenderTask> queue = new LinkedBlockingQueue<>();
  private final AtomicLong pendingBytes = new AtomicLong();
  private final List<CompletableFuture<@Nullable Void>> flushes = new ArrayList<>();
  private final Thread thread;
  private long nextGeneration;
  private int expectedSpans;
  private volatile @Nullable OpenGeneration open;
  private volatile boolean closing;
  private volatile boolean ended;

  /// @param nextGeneration the number of the next generation to be opened
  Appender(
      StoreContext context,
      GenerationBuilder builder,
      RepeatWindow repeats,
      long salt,
      long nextGeneration) {
    this.context = context;
    this.builder = builder;
    this.repeats = repeats;
    this.salt = salt;
    this.nextGeneration = nextGeneration;
    thread = Thread.ofPlatform().name("clew-append").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Takes a batch, or refuses it at once where too much waits.
  CompletableFuture<AppendResult> append(PendingAppend append) {
    long bytes = append.bytes();
    long limit = context.options().pendingAppendBytes();
    long pending = pendingBytes.addAndGet(bytes);
    if (pending > limit && pending > bytes) {
      pendingBytes.addAndGet(-bytes);
      refuse(append, refusal(pending + " bytes of appends are under way, limit " + limit, null));
    } else {
      submit(append);
    }
    return append.result;
  }

  /// See {@link Store#flush()}.
  CompletableFuture<@Nullable Void> flush() {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    submit(new AppenderTask.Flush(done));
    return done;
  }

  /// Makes the thread look whether there is something to do that is in no task.
  void wake() {
    queue.add(new AppenderTask.Wake());
  }

  long pendingAppends() {
    return queue.size();
  }

  long pendingAppendBytes() {
    return pendingBytes.get();
  }

  @Nullable OpenGeneration open() {
    return open;
  }

  /// Finishes what was submitted, syncs the log and ends.
  void close() {
    closing = true;
    wake();
    Threads.join(thread);
  }

  private void submit(AppenderTask task) {
    if (ended) {
      abandon(task);
      return;
    }
    queue.add(task);
    if (ended && queue.remove(task)) {
      abandon(task);
    }
  }

  private void run() {
    List<PendingAppend> group = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        take(group);
        if (!group.isEmpty()) {
          process(group);
          group.clear();
        }
        closeIfDue();
      }
    } catch (RuntimeException | Error e) {
      context.problems().report("appending ended: " + e, e);
      throw e;
    } finally {
      ended = true;
      closeLog();
      group.forEach(this::abandon);
      for (AppenderTask task = queue.poll(); task != null; task = queue.poll()) {
        abandon(task);
      }
      flushes.forEach(flush -> flush.completeExceptionally(refusal("the store is closed", null)));
    }
  }

  /// Waits for tasks and collects those that can be done together.
  private void take(List<PendingAppend> group) {
    AppenderTask task = poll();
    long bytes = 0;
    while (task != null) {
      switch (task) {
        case PendingAppend append -> {
          group.add(append);
          bytes += append.bytes();
        }
        case AppenderTask.Flush flush -> {
          flushes.add(flush.done());
          return;
        }
        case AppenderTask.Wake _ -> {
          return;
        }
      }
      task = bytes < GROUP_BYTES ? queue.poll() : null;
    }
  }

  private @Nullable AppenderTask poll() {
    try {
      return queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody has a reason to; going on without the interrupt keeps the log's file open.
      return null;
    }
  }

  private void process(List<PendingAppend> group) {
    long bytes = group.stream().mapToLong(PendingAppend::bytes).sum();
    try {
      OpenGeneration target = open;
      if (target != null && (target.failed() || target.isFull())) {
        throw refusal(
            builder.waiting()
                + " closed generations wait for their blocks, limit "
                + context.options().waitingGenerations(),
            builder.lastFailure());
      }
      if (target == null) {
        target = openGeneration();
      }
      checkRepeats(group);
      store(target, group);
    } catch (StoreRefusedException e) {
      group.forEach(append -> refuse(append, e));
    } finally {
      pendingBytes.addAndGet(-bytes);
    }
  }

  private OpenGeneration openGeneration() throws StoreRefusedException {
    try {
      long number = nextGeneration++;
      OpenGeneration opened =
          OpenGeneration.open(
              number, expectedSpans, context.folder().log(), salt, context.options());
      context.views().addGeneration(opened.generation());
      open = opened;
      return opened;
    } catch (IOException e) {
      context.problems().report("opening a log segment failed: " + e.getMessage(), e);
      throw refusal("the log cannot be written: " + e.getMessage(), e);
    }
  }

  /// Check and insert are one step: two copies in one group are seen as well.
  private void checkRepeats(List<PendingAppend> group) {
    for (PendingAppend append : group) {
      append.repeats = repeats.insert(append.keys);
      append.repeatCount = RepeatWindow.count(append.repeats);
    }
  }

  private void store(OpenGeneration target, List<PendingAppend> group)
      throws StoreRefusedException {
    long before = target.logBytes();
    try {
      target.write(group);
    } catch (IOException e) {
      group.reversed().forEach(this::takeBack);
      context.problems().report(String.valueOf(e.getMessage()), e);
      throw refusal("the log cannot be written: " + e.getMessage(), e);
    }
    context.counters().loggedBytes.add(target.logBytes() - before);
    for (int i = 0; i < group.size(); i++) {
      PendingAppend append = group.get(i);
      try {
        target
            .generation()
            .append(append.tenant, append.batch, append.repeats, append.arrivalNanos);
      } catch (RuntimeException e) {
        // Whatever follows may hold repeats of this batch, which then has no first copy.
        List<PendingAppend> rest = group.subList(i, group.size());
        rest.reversed().forEach(this::takeBack);
        target.fail();
        context.problems().report("live columns take no more: " + e.getMessage(), e);
        rest.forEach(r -> refuse(r, refusal("live columns take no more: " + e.getMessage(), e)));
        return;
      }
      acknowledge(append);
    }
  }

  private void acknowledge(PendingAppend append) {
    int stored = append.batch.size() - append.repeatCount;
    context.counters().storedSpans.add(stored);
    context.counters().repeatedSpans.add(append.repeatCount);
    for (AppendListener listener : context.listeners()) {
      try {
        listener.appended(append.tenant, append.batch, append.repeats);
      } catch (RuntimeException e) {
        context.problems().report("a listener to appends failed: " + e, e);
      }
    }
    append.result.complete(new AppendResult(stored, append.repeatCount));
  }

  private void closeIfDue() {
    OpenGeneration current = open;
    boolean room = builder.waiting() < context.options().waitingGenerations();
    if (current != null && (current.isDue() || !flushes.isEmpty()) && room) {
      closeLog();
      repeats.rotate();
      expectedSpans = (int) Math.min(current.generation().spanCount(), 1 << 20);
      builder.add(current.generation());
      open = null;
    }
    if (open == null && !flushes.isEmpty()) {
      for (CompletableFuture<@Nullable Void> flush : flushes) {
        builder.whenAllBuilt(flush);
      }
      flushes.clear();
    }
  }

  private void closeLog() {
    OpenGeneration current = open;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        context.problems().report(String.valueOf(e.getMessage()), e);
      }
    }
  }

  private void takeBack(PendingAppend append) {
    repeats.takeBack(append.keys, append.repeats);
  }

  private void refuse(PendingAppend append, StoreRefusedException reason) {
    context.counters().refusedAppends.increment();
    append.result.completeExceptionally(reason);
  }

  private void abandon(AppenderTask task) {
    StoreRefusedException reason = refusal("the store is closed", null);
    switch (task) {
      case PendingAppend append -> {
        pendingBytes.addAndGet(-append.bytes());
        refuse(append, reason);
      }
      case AppenderTask.Flush flush -> flush.done().completeExceptionally(reason);
      case AppenderTask.Wake _ -> {}
    }
  }

  private static StoreRefusedException refusal(String message, @Nullable Throwable cause) {
    return StoreRefusedException.retryable(message, cause);
  }
}
