package dev.clew.query.filter;

import dev.clew.model.Dictionary;
import java.nio.charset.StandardCharsets;

/// Ids as lower-case hexadecimal text, one entry a row.
final class HexTable {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] heap;
  private final int[] offsets;
  private int count;
  private int size;

  /// @param digits of the longest id
  HexTable(int rows, int digits) {
    heap = new byte[Math.multiplyExact(rows, digits)];
    offsets = new int[rows + 1];
  }

  int rows() {
    return offsets.length - 1;
  }

  void add(long id) {
    write(id);
    offsets[++count] = size;
  }

  void add(long high, long low) {
    write(high);
    add(low);
  }

  /// Adds an empty entry.
  void addNone() {
    offsets[++count] = size;
  }

  Dictionary entries() {
    return new Dictionary(heap, offsets, count);
  }

  private void write(long id) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      heap[size++] = DIGITS[(int) (id >>> shift) & 0xF];
    }
  }
}
