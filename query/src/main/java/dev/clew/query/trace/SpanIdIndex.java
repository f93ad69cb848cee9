package dev.clew.query.trace;

import dev.clew.model.Hash;
import java.util.Arrays;

/// From a span id to the first row that has it: open addressing over primitive arrays.
final class SpanIdIndex {
  private final long[] ids;
  private final int[] slots;

  /// @param ids of the rows `0 … count - 1`
  SpanIdIndex(long[] ids, int count) {
    this.ids = ids;
    slots = new int[Integer.highestOneBit(Math.max(count, 2)) << 2];
    Arrays.fill(slots, -1);
    for (int row = 0; row < count; row++) {
      int slot = slot(ids[row]);
      if (slots[slot] < 0) {
        slots[slot] = row;
      }
    }
  }

  /// The first row with an id, or -1.
  int find(long id) {
    return slots[slot(id)];
  }

  private int slot(long id) {
    int mask = slots.length - 1;
    int slot = (int) (Hash.mix(id, 0) >>> 32) & mask;
    while (slots[slot] >= 0 && ids[slots[slot]] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
