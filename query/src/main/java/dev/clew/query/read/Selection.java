package dev.clew.query.read;

import java.util.Arrays;

/// Some rows of a segment: one bit a row.
public final class Selection {
  private final long[] words;
  private final int size;

  private Selection(long[] words, int size) {
    this.words = words;
    this.size = size;
  }

  /// None of `size` rows.
  public static Selection none(int size) {
    return new Selection(new long[(size + 63) >>> 6], size);
  }

  /// All of `size` rows.
  public static Selection all(int size) {
    Selection all = none(size);
    Arrays.fill(all.words, -1L);
    if ((size & 63) != 0) {
      all.words[all.words.length - 1] = -1L >>> -size;
    }
    return all;
  }

  /// The given rows of `size`.
  public static Selection of(int size, int... rows) {
    Selection selection = none(size);
    for (int row : rows) {
      selection.set(row);
    }
    return selection;
  }

  /// How many rows there are to choose from.
  public int size() {
    return size;
  }

  /// What the bits take in memory.
  public long byteSize() {
    return 8L * words.length;
  }

  public void set(int row) {
    words[row >>> 6] |= 1L << row;
  }

  public boolean get(int row) {
    return (words[row >>> 6] & (1L << row)) != 0;
  }

  public Selection copy() {
    return new Selection(words.clone(), size);
  }

  /// Keeps the rows that the other has too.
  ///
  /// @return this
  public Selection and(Selection other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= other.words[i];
    }
    return this;
  }

  /// Adds the rows of the other.
  ///
  /// @return this
  public Selection or(Selection other) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= other.words[i];
    }
    return this;
  }

  /// Takes away the rows of the other.
  ///
  /// @return this
  public Selection andNot(Selection other) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~other.words[i];
    }
    return this;
  }

  public boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /// How many rows are chosen.
  public int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /// The first chosen row from `row` on, or -1.
  public int next(int row) {
    int at = row >>> 6;
    if (at >= words.length) {
      return -1;
    }
    long word = words[at] & (-1L << row);
    while (word == 0) {
      if (++at == words.length) {
        return -1;
      }
      word = words[at];
    }
    return (at << 6) + Long.numberOfTrailingZeros(word);
  }

  /// The chosen rows, ascending.
  public int[] rows() {
    int[] rows = new int[count()];
    int at = 0;
    for (int row = next(0); row >= 0; row = next(row + 1)) {
      rows[at++] = row;
    }
    return rows;
  }
}
