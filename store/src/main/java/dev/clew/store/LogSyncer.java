package dev.clew.store;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Syncs the open log segment every so often, beside the thread that writes it.
final class LogSyncer {
  private final Appender appender;
  private final Problems problems;
  private final Duration interval;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  LogSyncer(Appender appender, Problems problems, Duration interval) {
    this.appender = appender;
    this.problems = problems;
    this.interval = interval;
    thread = Thread.ofPlatform().name("clew-log-sync").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Lets the thread end. It may still be in a sync, which closing the segment waits for.
  void close() {
    closing.countDown();
  }

  private void run() {
    try {
      while (!closing.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        syncOpen();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void syncOpen() {
    OpenGeneration open = appender.open();
    if (open == null) {
      return;
    }
    try {
      open.syncIfDirty();
    } catch (IOException e) {
      // The generation is closed by the appender, and so comes into synced blocks.
      problems.report(String.valueOf(e.getMessage()), e);
    }
  }
}
