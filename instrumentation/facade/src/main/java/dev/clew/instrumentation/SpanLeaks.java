package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Finds spans that were dropped without an end, and names them with the place that made them.
///
/// It watches one span in {@link #ONE_IN} of those made by hand, and every one in debug mode, since
/// a phantom reference and a stack trace cost more than the span. What the garbage collector
/// took is looked for whenever another span is watched, and when tracing is closed; there is no
/// thread. A span that was ended through OpenTelemetry's API instead is none.
final class SpanLeaks {
  static final int ONE_IN = 128;

  /// Watched at one time; beyond it spans go unwatched.
  private static final int LIMIT = 10_000;

  private static final ReferenceQueue<ClewSpan> DROPPED = new ReferenceQueue<>();
  private static final Set<Watch> WATCHED = ConcurrentHashMap.newKeySet();

  private SpanLeaks() {}

  /// Null where the span is not watched.
  static @Nullable Watch watch(ClewSpan owner, String name, Span span) {
    if (!span.isRecording() || !isChosen() || WATCHED.size() >= LIMIT) {
      return null;
    }
    report();
    Watch watch = new Watch(owner, name, span);
    WATCHED.add(watch);
    return watch;
  }

  private static boolean isChosen() {
    return TelemetryLog.isDebug() || ThreadLocalRandom.current().nextInt(ONE_IN) == 0;
  }

  /// Names what has been dropped since the last time.
  static void report() {
    while (DROPPED.poll() instanceof Watch watch) {
      if (WATCHED.remove(watch) && watch.span.isRecording()) {
        TelemetryLog.error(
            "span '" + watch.name + "' was never ended; it was made here", watch.made);
      }
    }
  }

  /// Names what is dropped or still open, when nothing can end any more.
  static void reportAll() {
    report();
    for (Watch watch : List.copyOf(WATCHED)) {
      if (WATCHED.remove(watch) && watch.span.isRecording()) {
        TelemetryLog.error(
            "span '" + watch.name + "' is still open at the end; it was made here", watch.made);
      }
    }
  }

  /// One watched span.
  static final class Watch extends PhantomReference<ClewSpan> {
    private final String name;
    private final Span span;
    private final Throwable made;

    private Watch(ClewSpan owner, String name, Span span) {
      super(owner, DROPPED);
      this.name = name;
      this.span = span;
      this.made = new Throwable("span '" + name + "'");
    }

    void ended() {
      WATCHED.remove(this);
      clear();
    }
  }
}
