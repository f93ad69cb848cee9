package dev.clew.store.live;

import dev.clew.model.Hash;
import dev.clew.model.IntVector;
import dev.clew.model.LongVector;

/// Which rows belong to which trace: a hash from trace id to trace number, and from each row a step
/// to the next row of its trace.
///
/// Implementation note. One thread adds; views are read meanwhile, over the same arrays. What a
/// view may see changing under it are two things. A slot of the hash goes from 0 to a trace that
/// the view does not have, which it passes by. The last row of a trace gets a successor, which lies
/// beyond the view's rows, where it stops. Whatever it does not stop at was written before the view
/// was made.
final class TraceIndex {
  private final long seed;
  private final LongVector highs;
  private final LongVector lows;
  private final IntVector firsts;
  private final IntVector lasts;
  private final IntVector traceOf;
  private final IntVector nexts;

  /// A trace number plus one, or 0.
  private int[] slots;

  /// @param seed for the hash of trace ids
  TraceIndex(long seed, int spanCapacity, int traceCapacity) {
    this.seed = seed;
    highs = new LongVector(traceCapacity);
    lows = new LongVector(traceCapacity);
    firsts = new IntVector(traceCapacity);
    lasts = new IntVector(traceCapacity);
    traceOf = new IntVector(spanCapacity);
    nexts = new IntVector(spanCapacity);
    slots = new int[Math.max(64, Integer.highestOneBit(Math.max(1, traceCapacity)) * 4)];
  }

  /// Adds the next row, a span of a trace known or new.
  void add(long high, long low) {
    int row = traceOf.size();
    int trace = row > 0 ? traceOf.get(row - 1) : -1;
    if (trace < 0 || highs.get(trace) != high || lows.get(trace) != low) {
      int slot = slot(slots, seed, high, low);
      while ((trace = slots[slot] - 1) >= 0) {
        if (highs.get(trace) == high && lows.get(trace) == low) {
          break;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      if (trace < 0) {
        trace = begin(slot, high, low);
      }
    }
    nexts.add(0);
    traceOf.add(trace);
    if (trace == firsts.size()) {
      firsts.add(row);
      lasts.add(row);
    } else {
      nexts.set(lasts.get(trace), row);
      lasts.set(trace, row);
    }
  }

  /// Whether one of the first `spans` rows belongs to a trace.
  boolean contains(int spans, long high, long low) {
    return view(spans).find(high, low) >= 0;
  }

  /// @param spans how many rows the view has, at most those there are
  View view(int spans) {
    return new View(
        seed,
        spans,
        Rows.lowerBound(firsts.array(), 0, firsts.size(), spans),
        highs.array(),
        lows.array(),
        firsts.array(),
        traceOf.array(),
        nexts.array(),
        slots);
  }

  long bytes() {
    return 8L * traceOf.size() + 24L * highs.size() + 4L * slots.length;
  }

  long allocatedBytes() {
    return 8L * (highs.array().length + lows.array().length)
        + 4L * (firsts.array().length + lasts.array().length)
        + 4L * (traceOf.array().length + nexts.array().length)
        + 4L * slots.length;
  }

  private int begin(int slot, long high, long low) {
    int trace = highs.size();
    highs.add(high);
    lows.add(low);
    slots[slot] = trace + 1;
    if (2 * trace > slots.length) {
      rehash();
    }
    return trace;
  }

  private void rehash() {
    int[] grown = new int[slots.length * 2];
    for (int trace = 0; trace < highs.size(); trace++) {
      int slot = slot(grown, seed, highs.get(trace), lows.get(trace));
      while (grown[slot] != 0) {
        slot = (slot + 1) & (grown.length - 1);
      }
      grown[slot] = trace + 1;
    }
    slots = grown;
  }

  private static int slot(int[] slots, long seed, long high, long low) {
    return (int) (Hash.mix(low ^ seed, high) >>> 32) & (slots.length - 1);
  }

  /// The index over the first `spanCount` rows; unchanging.
  @SuppressWarnings("ArrayRecordComponent")
  record View(
      long seed,
      int spanCount,
      int traceCount,
      long[] highs,
      long[] lows,
      int[] firsts,
      int[] traceOf,
      int[] nexts,
      int[] slots) {

    /// The number of a trace, or -1.
    int find(long high, long low) {
      int slot = slot(slots, seed, high, low);
      while (true) {
        int trace = slots[slot] - 1;
        if (trace < 0) {
          return -1;
        }
        if (trace < traceCount && highs[trace] == high && lows[trace] == low) {
          return trace;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
    }

    /// The row of the same trace that follows a row, or -1.
    int next(int row) {
      int next = nexts[row];
      return next > 0 && next < spanCount ? next : -1;
    }

    /// The rows of a trace, ascending.
    int[] rows(int trace) {
      int count = 0;
      for (int row = firsts[trace]; row >= 0; row = next(row)) {
        count++;
      }
      int[] rows = new int[count];
      int at = 0;
      for (int row = firsts[trace]; row >= 0; row = next(row)) {
        rows[at++] = row;
      }
      return rows;
    }
  }
}
