package dev.clew.instrumentation.spi.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Counts the spans that one exporter did not deliver, by reason, and says them in the log.
final class Losses {
  static final String QUEUE_FULL = "queue_full";
  static final String SHUT_DOWN = "shut_down";
  static final String TIMEOUT = "timeout";

  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  /// Reasons are names of exceptions and codes of answers; there is no telling how many there are.
  private static final int MOST_REASONS = 32;

  private static final String OTHER = "other";

  private final String exporter;
  private final LossReports reports;
  private final LongAdder queueFull = new LongAdder();
  private final Map<String, LongAdder> others = new ConcurrentHashMap<>();
  private final Map<String, Long> said = new TreeMap<>();
  private volatile @Nullable String example;

  Losses(String exporter, LossReports reports) {
    this.exporter = exporter;
    this.reports = reports;
    reports.add(this);
  }

  /// On the application's thread: nothing here may wait.
  void queueFull() {
    queueFull.increment();
    reports.due();
  }

  /// @param example what happened to one of them, for people; null where the reason says it all
  void add(String reason, long spans, @Nullable String example) {
    boolean known = others.containsKey(reason) || others.size() < MOST_REASONS;
    others.computeIfAbsent(known ? reason : OTHER, any -> new LongAdder()).add(spans);
    if (example != null) {
      this.example = example;
    }
    reports.due();
  }

  /// Spans lost so far, by reason.
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    others.forEach((reason, spans) -> counts.put(reason, spans.sum()));
    if (queueFull.sum() > 0) {
      counts.put(QUEUE_FULL, queueFull.sum());
    }
    return counts;
  }

  /// Says what was lost since the last time, where anything was.
  ///
  /// @return whether anything was
  synchronized boolean say() {
    Map<String, Long> counts = counts();
    List<String> parts = new ArrayList<>();
    long sum = 0;
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      long spans = count.getValue() - said.getOrDefault(count.getKey(), 0L);
      if (spans > 0) {
        parts.add(count.getKey() + " " + spans);
        sum += spans;
      }
    }
    said.putAll(counts);
    if (parts.isEmpty()) {
      return false;
    }
    String last = example;
    example = null;
    LOGGER.warning(
        "the exporter '%s' lost %d span%s: %s%s"
            .formatted(
                exporter,
                sum,
                sum == 1 ? "" : "s",
                String.join(", ", parts),
                last == null ? "" : "; the last: " + last));
    return true;
  }
}
