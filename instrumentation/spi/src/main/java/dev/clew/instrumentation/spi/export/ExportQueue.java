package dev.clew.instrumentation.spi.export;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The bounded queue and the thread of one exporter, so that none waits for another and the
/// application waits for none.
///
/// A span that finds the queue full is dropped and counted. Its memory is bounded by spans: those
/// in the queue, and {@link ExportWorker#UNANSWERED} batches that the backend has not answered. The
/// thread starts with the first span.
final class ExportQueue implements SpanProcessor {
  /// How long a shutdown tries to send what is left.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final SpanExporter exporter;
  private final boolean simple;
  private final int wakeAt;
  private final SpanRing ring;
  private final Losses losses;
  private final ExportWorker worker;
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableResultCode stopped = new CompletableResultCode();

  /// @param simple whether each span is sent as soon as it ends
  /// @param afterBatch is run on the exporter's thread after each batch
  ExportQueue(
      String name,
      SpanExporter exporter,
      ExportLimits limits,
      boolean simple,
      LossReports reports,
      Runnable afterBatch) {
    this.name = name;
    this.exporter = exporter;
    this.simple = simple;
    wakeAt = limits.wakeAt(simple);
    ring = new SpanRing(limits.queue());
    losses = new Losses(name, reports);
    worker = new ExportWorker(exporter, limits, wakeAt, ring, losses, afterBatch, this::finished);
  }

  String name() {
    return name;
  }

  boolean isSimple() {
    return simple;
  }

  int capacity() {
    return ring.capacity();
  }

  ExporterStatus status() {
    return new ExporterStatus(name, ring.size(), worker.exported(), losses.counts());
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (stopping.get()) {
      losses.add(Losses.SHUT_DOWN, 1, null);
    } else if (!ring.offer(span)) {
      losses.queueFull();
    } else if (ring.size() >= wakeAt) {
      start();
      worker.wake();
    } else if (thread.get() == null) {
      start();
    }
  }

  private void start() {
    if (thread.get() != null) {
      return;
    }
    Thread started =
        Daemon.thread(
            "clew-export-" + name, () -> InstrumentationUtil.suppressInstrumentation(worker));
    if (thread.compareAndSet(null, started)) {
      worker.runOn(started);
      started.start();
    }
  }

  /// Sends everything that has ended before this call.
  @Override
  public CompletableResultCode forceFlush() {
    if (stopping.get()) {
      return stopped;
    }
    if (thread.get() == null) {
      return CompletableResultCode.ofSuccess();
    }
    return worker.flush();
  }

  /// Sends what is left, for {@link #PATIENCE} at most, and ends the thread.
  @Override
  public CompletableResultCode shutdown() {
    if (!stopping.compareAndSet(false, true)) {
      return stopped;
    }
    Thread running = thread.get();
    if (running == null) {
      exporter.shutdown();
      stopped.succeed();
      return stopped;
    }
    worker.stop();
    Daemon.thread("clew-export-" + name + "-stop", () -> giveUpOn(running)).start();
    return stopped;
  }

  private void finished(boolean sent) {
    exporter.shutdown();
    losses.say();
    if (sent) {
      stopped.succeed();
    } else {
      stopped.fail();
    }
  }

  private void giveUpOn(Thread running) {
    stopped.join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (!stopped.isDone()) {
      losses.add(
          Losses.SHUT_DOWN,
          ring.size() + worker.inFlight(),
          "it did not answer in time to be sent");
      worker.abandon();
      running.interrupt();
      losses.say();
      stopped.fail();
      exporter.shutdown();
    }
  }

  @Override
  public String toString() {
    return "ExportQueue{" + exporter + "}";
  }
}
