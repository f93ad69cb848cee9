package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanFingerprints;
import dev.clew.store.live.RepeatFilter;
import org.jspecify.annotations.Nullable;

/// The spans within which a repeat is known as one: those of the open generation and the one
/// before. Not thread-safe.
final class RepeatWindow {
  private RepeatFilter current = new RepeatFilter(0);
  private @Nullable RepeatFilter before;

  /// Checks and inserts the spans of a batch in one step.
  ///
  /// @return of each span whether it came before; null where none did
  boolean @Nullable [] insert(Keys keys) {
    return current.addAll(keys.highs(), keys.lows(), before);
  }

  /// Takes back an insertion.
  ///
  /// @param repeats what {@link #insert(Keys)} returned
  void takeBack(Keys keys, boolean @Nullable [] repeats) {
    current.removeAll(keys.highs(), keys.lows(), repeats);
  }

  /// Begins the next generation.
  void rotate() {
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
