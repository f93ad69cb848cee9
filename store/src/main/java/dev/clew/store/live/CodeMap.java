package dev.clew.store.live;

import java.util.Arrays;

/// Which code a column has for each code of a batch, as far as it was looked up; forgotten in one
/// step. So a string that a batch repeats is hashed once for each column it occurs in.
final class CodeMap {
  /// Of each batch code the round it was set in, in the upper half, and the column's code.
  private long[] entries = new long[256];

  private int round;

  /// Forgets everything and makes room for a dictionary of `size` entries.
  void begin(int size) {
    if (size > entries.length) {
      entries = new long[Math.max(size, entries.length * 2)];
      round = 0;
    }
    if (++round == 0) {
      Arrays.fill(entries, 0);
      round = 1;
    }
  }

  /// The column's code, or -1 where none was set since {@link #begin(int)}.
  int get(int code) {
    long entry = entries[code];
    return (int) (entry >>> 32) == round ? (int) entry : -1;
  }

  void set(int code, int columnCode) {
    entries[code] = ((long) round << 32) | columnCode;
  }
}
