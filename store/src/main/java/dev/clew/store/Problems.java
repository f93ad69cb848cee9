package dev.clew.store;

import dev.clew.store.StoreStatus.Problem;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What went wrong lately: logged at once, and kept for the status. The oldest is forgotten when
/// there are too many; of one that comes again only the last is kept.
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Store.class);
  private static final int LIMIT = 64;

  private final Clock clock;
  private final Deque<Problem> recent = new ArrayDeque<>();

  Problems(Clock clock) {
    this.clock = clock;
  }

  void report(String text) {
    report(text, null);
  }

  synchronized void report(String text, @Nullable Throwable cause) {
    log.warn(text, cause);
    recent.removeIf(problem -> problem.text().equals(text));
    if (recent.size() == LIMIT) {
      recent.removeFirst();
    }
    recent.addLast(new Problem(clock.millis(), text));
  }

  synchronized List<Problem> recent() {
    return List.copyOf(recent);
  }
}
