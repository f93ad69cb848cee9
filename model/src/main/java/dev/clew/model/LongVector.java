package dev.clew.model;

import java.util.Arrays;

/// A growable array of longs, the raw material of columns. Not thread-safe.
public final class LongVector {
  private long[] values;
  private int size;

  public LongVector(int capacity) {
    values = new long[Math.max(capacity, 4)];
  }

  public int size() {
    return size;
  }

  public long get(int index) {
    return values[index];
  }

  public void set(int index, long value) {
    values[index] = value;
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1) + 4);
    }
    values[size++] = value;
  }

  /// Forgets all values from index `newSize` on; the capacity stays.
  public void truncate(int newSize) {
    size = newSize;
  }

  /// The backing array: longer than {@link #size()} as a rule, and replaced when the vector grows.
  /// Values below the size never move within it, so a reader that holds array and size together
  /// sees a stable prefix.
  public long[] array() {
    return values;
  }

  /// A copy of exactly {@link #size()} values.
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
