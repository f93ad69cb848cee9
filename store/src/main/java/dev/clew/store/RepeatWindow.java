package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanFingerprints;
import dev.clew.store.live.RepeatFilter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The spans within which a repeat is known as one: those of the open generation and the one
/// before. Not thread-safe.
///
/// A start ends a generation early, perhaps just after it was opened. So that the retry of a
/// request that was under way then is known all the same, the first generation after a start also
/// knows the one before the two; but only batches that were here as a whole, of which nothing goes
/// into the log: what replay leaves out never depends on where a process ended.
final class RepeatWindow {
  private RepeatFilter current = new RepeatFilter(0);
  private @Nullable RepeatFilter before;
  private @Nullable RepeatFilter beforeStart;

  /// Checks and inserts the spans of a batch in one step.
  ///
  /// @return of each span whether it came before; null where none did
  boolean @Nullable [] insert(Keys keys) {
    boolean[] repeats = current.addAll(keys.highs(), keys.lows(), before);
    if (beforeStart == null || !allKnown(keys, repeats, beforeStart)) {
      return repeats;
    }
    takeBack(keys, repeats);
    boolean[] all = new boolean[keys.highs().length];
    Arrays.fill(all, true);
    return all;
  }

  private static boolean allKnown(Keys keys, boolean @Nullable [] repeats, RepeatFilter filter) {
    for (int i = 0; i < keys.highs().length; i++) {
      if ((repeats == null || !repeats[i]) && !filter.contains(keys.highs()[i], keys.lows()[i])) {
        return false;
      }
    }
    return true;
  }

  /// Takes back an insertion.
  ///
  /// @param repeats what {@link #insert(Keys)} returned
  void takeBack(Keys keys, boolean @Nullable [] repeats) {
    current.removeAll(keys.highs(), keys.lows(), repeats);
  }

  /// Begins the next generation.
  void rotate() {
    beforeStart = null;
    next();
  }

  /// Begins the first generation after a start.
  void rotateAtStart() {
    beforeStart = before;
    next();
  }

  private void next() {
    before = current;
    current = new RepeatFilter(current.size());
  }

  /// The fingerprints of a batch's spans.
  record Keys(long[] highs, long[] lows) {
    /// @param seed of the tenant
    static Keys of(SpanBatch batch, long seed) {
      SpanFingerprints fingerprints = SpanFingerprints.of(batch, seed);
      long[] highs = new long[batch.size()];
      long[] lows = new long[batch.size()];
      for (int i = 0; i < highs.length; i++) {
        highs[i] = fingerprints.high(i);
        lows[i] = fingerprints.low(i);
      }
      return new Keys(highs, lows);
    }
  }

  /// How many spans are marked.
  static int count(boolean @Nullable [] repeats) {
    int count = 0;
    if (repeats != null) {
      for (boolean repeat : repeats) {
        count += repeat ? 1 : 0;
      }
    }
    return count;
  }
}
