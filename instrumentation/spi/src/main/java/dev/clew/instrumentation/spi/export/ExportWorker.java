package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes spans out of a ring, and hands them to the exporter batch by batch.
final class ExportWorker implements Runnable {
  /// Batches that the exporter may have taken without an answer; after that, it gets no more until
  /// it answers one, and the queue fills.
  static final int UNANSWERED = 4;

  /// For a writer that has claimed its slot and not filled it yet.
  private static final long MOMENT_NANOS = 20_000;

  private final SpanExporter exporter;
  private final ExportLimits limits;
  private final int wakeAt;
  private final SpanRing ring;
  private final Losses losses;
  private final Runnable afterBatch;
  private final Consumer<Boolean> finished;

  private final AtomicBoolean asleep = new AtomicBoolean();
  private final AtomicReference<@Nullable CompletableResultCode> flush = new AtomicReference<>();
  private final Deque<CompletableResultCode> unanswered = new ArrayDeque<>();
  private volatile @Nullable Thread thread;
  private volatile boolean stopping;

  /// Whether it is over, or no one waits for it any more.
  private volatile boolean abandoned;

  private volatile int inFlight;
  private final AtomicLong exported = new AtomicLong();

  /// @param afterBatch is run after each batch
  /// @param finished is told, when it was stopped, whether everything was sent
  ExportWorker(
      SpanExporter exporter,
      ExportLimits limits,
      int wakeAt,
      SpanRing ring,
      Losses losses,
      Runnable afterBatch,
      Consumer<Boolean> finished) {
    this.exporter = exporter;
    this.limits = limits;
    this.wakeAt = wakeAt;
    this.ring = ring;
    this.losses = losses;
    this.afterBatch = afterBatch;
    this.finished = finished;
  }

  long exported() {
    return exported.get();
  }

  /// Spans of the batch that the exporter has now.
  int inFlight() {
    return inFlight;
  }

  void runOn(Thread started) {
    thread = started;
  }

  void wake() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      LockSupport.unpark(thread);
    }
  }

  /// Asks for everything that is in the ring now; requests that meet share one answer.
  CompletableResultCode flush() {
    CompletableResultCode asked = flush.get();
    while (asked == null) {
      flush.compareAndSet(null, new CompletableResultCode());
      asked = flush.get();
    }
    if (abandoned) {
      asked.fail();
    }
    wake();
    return asked;
  }

  /// Asks it to send what is left, and to end.
  void stop() {
    stopping = true;
    wake();
  }

  /// Says that no one waits for it any more: whatever it does now is not counted.
  void abandon() {
    abandoned = true;
    CompletableResultCode asked = flush.get();
    if (asked != null) {
      asked.fail();
    }
  }

  @Override
  public void run() {
    long due = System.nanoTime() + limits.delay().toNanos();
    while (!abandoned) {
      boolean last = stopping;
      // Taken before the ring is looked at: who asks from now on gets a flush of their own.
      CompletableResultCode asked = flush.getAndSet(null);
      if (asked != null || last) {
        boolean sent = drain();
        if (asked != null) {
          answer(asked, sent);
        }
        if (last) {
          finish(sent);
          return;
        }
      } else if (due - System.nanoTime() <= 0) {
        drain();
        due = System.nanoTime() + limits.delay().toNanos();
      } else if (ring.size() >= wakeAt) {
        exportBatch();
      } else {
        sleep(due - System.nanoTime());
      }
    }
  }

  private void sleep(long nanos) {
    asleep.set(true);
    if (ring.size() < wakeAt && flush.get() == null && !stopping) {
      LockSupport.parkNanos(this, nanos);
    }
    asleep.set(false);
  }

  private void finish(boolean sent) {
    if (abandoned) {
      return;
    }
    finished.accept(sent);
    abandoned = true;
    CompletableResultCode late = flush.getAndSet(null);
    if (late != null) {
      answer(late, sent);
    }
  }

  private void answer(CompletableResultCode asked, boolean sent) {
    if (sent && join(exporter.flush())) {
      asked.succeed();
    } else {
      asked.fail();
    }
  }

  /// Exports what is in the ring now.
  ///
  /// @return whether everything was delivered
  private boolean drain() {
    long upTo = ring.put();
    boolean sent = true;
    while (ring.taken() < upTo && !abandoned) {
      sent &= exportBatch();
    }
    return sent;
  }

  private boolean exportBatch() {
    List<SpanData> batch = new ArrayList<>(Math.min(ring.size(), limits.batch()));
    while (batch.size() < limits.batch()) {
      ReadableSpan span = ring.poll();
      if (span == null) {
        break;
      }
      batch.add(span.toSpanData());
    }
    if (batch.isEmpty()) {
      LockSupport.parkNanos(this, MOMENT_NANOS);
      return true;
    }
    inFlight = batch.size();
    try {
      return deliver(batch);
    } finally {
      inFlight = 0;
      afterBatch.run();
    }
  }

  private boolean deliver(List<SpanData> batch) {
    awaitAnswers();
    CompletableResultCode result;
    try {
      result = abandoned ? CompletableResultCode.ofFailure() : exporter.export(batch);
    } catch (Throwable e) { // the thread of an exporter outlives whatever the exporter throws
      result = CompletableResultCode.ofExceptionalFailure(e);
    }
    boolean sent = join(result);
    if (abandoned) {
      return false; // counted by who gave up
    }
    if (sent) {
      exported.addAndGet(batch.size());
    } else if (result.isDone()) {
      exported.addAndGet(batch.size() - count(result.getFailureThrowable(), batch.size()));
    } else {
      unanswered.add(result);
      losses.add(
          Losses.TIMEOUT, batch.size(), "no answer within " + limits.timeout().toMillis() + " ms");
    }
    return sent;
  }

  private void awaitAnswers() {
    unanswered.removeIf(CompletableResultCode::isDone);
    while (unanswered.size() >= UNANSWERED && !abandoned) {
      unanswered.getFirst().join(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
      unanswered.removeIf(CompletableResultCode::isDone);
    }
  }

  private boolean join(CompletableResultCode result) {
    return result.join(limits.timeout().toMillis(), TimeUnit.MILLISECONDS).isSuccess();
  }

  /// @return how many of the batch were lost
  private int count(@Nullable Throwable failure, int batch) {
    if (failure instanceof SpansLost lost) {
      lost.counts().forEach((reason, spans) -> losses.add(reason, spans, lost.getMessage()));
      return lost.counts().values().stream().mapToInt(Integer::intValue).sum();
    }
    Throwable root = failure;
    for (int depth = 0; root != null && root.getCause() != null && depth < 10; depth++) {
      root = root.getCause();
    }
    losses.add(
        root == null ? "refused" : root.getClass().getSimpleName(),
        batch,
        root == null ? null : root.getMessage());
    return batch;
  }
}
