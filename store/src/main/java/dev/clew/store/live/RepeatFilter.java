package dev.clew.store.live;

import dev.clew.model.Hash;
import org.jspecify.annotations.Nullable;

/// The fingerprints of the spans of one generation, by which exact repeats are left out: a span
/// whose 128 bits are known is taken for a repeat. Fingerprints of different spans agree with a
/// probability that is negligible as long as nobody can choose them, so they are made under a
/// random seed, which differs from tenant to tenant too.
///
/// Open addressing, 16 bytes a slot, between a quarter and a half of the slots in use: 32 to 64
/// bytes a span. It grows with its generation, which is bounded. Not thread-safe: check and
/// insertion are one step only if the caller makes appends wait for each other.
public final class RepeatFilter {
  private static final int SMALLEST = 1 << 10;

  /// Pairs of high and low; a free slot has a low of 0.
  private long[] slots;

  private int size;

  /// @param expected how many fingerprints to make room for at the start
  public RepeatFilter(int expected) {
    int slotCount = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, expected)) * 4);
    slots = new long[2 * slotCount];
  }

  /// How many fingerprints it has.
  public int size() {
    return size;
  }

  /// Bytes held in memory.
  public long allocatedBytes() {
    return 8L * slots.length;
  }

  public boolean contains(long high, long low) {
    return slots[find(high, filled(low)) + 1] != 0;
  }

  /// Inserts a fingerprint.
  ///
  /// @return whether it is new
  public boolean add(long high, long low) {
    long stored = filled(low);
    int at = find(high, stored);
    if (slots[at + 1] != 0) {
      return false;
    }
    slots[at] = high;
    slots[at + 1] = stored;
    size++;
    if (4L * size > slots.length) {
      grow();
    }
    return true;
  }

  /// Inserts the fingerprints of a batch that are neither here nor in the filter of the generation
  /// before, nor earlier in the batch.
  ///
  /// @param highs of each span the first half of its fingerprint
  /// @param lows of each span the second half; as long as `highs`
  /// @param before the filter of the generation before, or null; not changed
  /// @return of each span whether it is a repeat; null where none is
  public boolean @Nullable [] addAll(long[] highs, long[] lows, @Nullable RepeatFilter before) {
    boolean[] repeats = null;
    for (int i = 0; i < highs.length; i++) {
      boolean repeat =
          (before != null && before.contains(highs[i], lows[i])) || !add(highs[i], lows[i]);
      if (repeat) {
        if (repeats == null) {
          repeats = new boolean[highs.length];
        }
        repeats[i] = true;
      }
    }
    return repeats;
  }

  /// Takes back what {@link #addAll(long[], long[], RepeatFilter)} inserted, for a batch that was
  /// not appended after all. Batches inserted later may stay.
  ///
  /// @param repeats what `addAll` returned
  public void removeAll(long[] highs, long[] lows, boolean @Nullable [] repeats) {
    for (int i = 0; i < highs.length; i++) {
      if (repeats == null || !repeats[i]) {
        remove(highs[i], lows[i]);
      }
    }
  }

  /// Removes a fingerprint if it is there, and moves up those that it kept from their place.
  void remove(long high, long low) {
    int free = find(high, filled(low));
    if (slots[free + 1] == 0) {
      return;
    }
    size--;
    int mask = slots.length - 1;
    int at = (free + 2) & mask;
    while (slots[at + 1] != 0) {
      int home = home(slots[at], slots[at + 1]);
      if (((at - home) & mask) >= ((at - free) & mask)) {
        slots[free] = slots[at];
        slots[free + 1] = slots[at + 1];
        free = at;
      }
      at = (at + 2) & mask;
    }
    slots[free] = 0;
    slots[free + 1] = 0;
  }

  /// Where a fingerprint is, or else the free slot where it belongs.
  private int find(long high, long low) {
    int mask = slots.length - 1;
    int at = home(high, low);
    while (slots[at + 1] != 0 && (slots[at] != high || slots[at + 1] != low)) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private int home(long high, long low) {
    return ((int) (Hash.mix(low, high) >>> 32) << 1) & (slots.length - 1);
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int at = find(old[i], old[i + 1]);
        slots[at] = old[i];
        slots[at + 1] = old[i + 1];
      }
    }
  }

  /// A low half of 0 marks a free slot, so such a one is stored as 1.
  private static long filled(long low) {
    return low == 0 ? 1 : low;
  }
}
