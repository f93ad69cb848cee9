package dev.clew.store.block;

import java.util.Arrays;

/// Finds the parents of the spans of one trace after another. The rules, for traces that are not
/// trees:
///
/// - A parent is the first span, in order of rows, that has the parent id; so of spans that share
///   an id only the first has children.
/// - A span that names itself as its parent has none, nor has one whose parent is not there.
/// - Where parents form a cycle, the span of its lowest row has none.
final class ParentRows {
  private static final int NONE = -1;

  private int[] slots = new int[64];
  private int[] walk = new int[64];

  /// Writes the parents of a trace's spans into `into`: rows, or -1 for none.
  ///
  /// @param from first row of the trace
  /// @param to row after its last
  void find(long[] ids, long[] parents, int from, int to, int[] into) {
    int count = to - from;
    int capacity = Integer.highestOneBit(Math.max(count, 4) * 2 - 1) * 2;
    if (slots.length < capacity) {
      slots = new int[capacity];
    }
    Arrays.fill(slots, 0, capacity, NONE);
    for (int row = from; row < to; row++) {
      int slot = slot(ids, ids[row], capacity);
      if (slots[slot] == NONE) {
        slots[slot] = row;
      }
    }
    boolean ascending = true;
    for (int row = from; row < to; row++) {
      boolean none = parents[row] == 0 || parents[row] == ids[row];
      into[row] = none ? NONE : slots[slot(ids, parents[row], capacity)];
      ascending &= into[row] < row;
    }
    if (!ascending) {
      cutCycles(from, to, into);
    }
  }

  private int slot(long[] ids, long id, int capacity) {
    int mask = capacity - 1;
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (slots[slot] != NONE && ids[slots[slot]] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void cutCycles(int from, int to, int[] into) {
    if (walk.length < to - from) {
      walk = new int[to - from];
    }
    Arrays.fill(walk, 0, to - from, 0);
    for (int start = from; start < to; start++) {
      int mark = start - from + 1;
      int row = start;
      while (row != NONE && walk[row - from] == 0) {
        walk[row - from] = mark;
        row = into[row];
      }
      if (row != NONE && walk[row - from] == mark) {
        int lowest = row;
        for (int next = into[row]; next != row; next = into[next]) {
          lowest = Math.min(lowest, next);
        }
        into[lowest] = NONE;
      }
    }
  }
}
