package dev.clew.instrumentation.spi.export;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Says once a minute what the exporters lose, as long as they do.
///
/// It has a thread of its own while there is something to say: the application must not wait for a
/// log, and an exporter's thread may hang.
final class LossReports {
  /// From the first loss to its message, so that the message has more to say than "one span".
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final Duration period;
  private final List<Losses> all = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

  /// @param period from one message about an exporter to the next
  LossReports(Duration period) {
    this.period = period;
  }

  void add(Losses losses) {
    all.add(losses);
  }

  /// Something was lost.
  void due() {
    if (thread.get() == null) {
      Thread reporter = Daemon.thread("clew-export-losses", this::report);
      if (thread.compareAndSet(null, reporter)) {
        reporter.start();
      }
    }
  }

  private void report() {
    try {
      Thread.sleep(Math.min(FIRST.toMillis(), period.toMillis()));
      while (sayAll()) {
        Thread.sleep(period.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    thread.set(null);
    // What was lost between the last look and here had no one to say it.
    if (sayAll()) {
      due();
    }
  }

  private boolean sayAll() {
    boolean any = false;
    for (Losses losses : all) {
      any |= losses.say();
    }
    return any;
  }
}
