package dev.clew.model;

import java.util.Arrays;

/// A growable array of ints, the raw material of columns. Not thread-safe.
public final class IntVector {
  private int[] values;
  private int size;

  public IntVector(int capacity) {
    values = new int[Math.max(capacity, 4)];
  }

  public int size() {
    return size;
  }

  public int get(int index) {
    return values[index];
  }

  public void set(int index, int value) {
    values[index] = value;
  }

  public void add(int value) {
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
  public int[] array() {
    return values;
  }

  /// A copy of exactly {@link #size()} values.
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
