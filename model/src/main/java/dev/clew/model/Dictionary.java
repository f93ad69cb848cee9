package dev.clew.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Byte strings addressed by code: an immutable table of `size` entries, laid end to end in one
/// array.
///
/// A dictionary of strings holds valid UTF-8 only. Entries need not be distinct: a column in which
/// most values differ has one entry a value and no codes of its own. A dictionary made by
/// {@link DictionaryBuilder} has distinct entries and the empty string at code 0.
public final class Dictionary {
  /// A table with no entries.
  public static final Dictionary EMPTY = new Dictionary(new byte[0], new int[] {0}, 0);

  private final byte[] heap;
  private final int[] offsets;
  private final int size;

  /// Wraps arrays without copying: entry `i` is `heap[offsets[i]] … heap[offsets[i + 1] - 1]`. The
  /// caller no longer changes the part of the arrays that the entries cover.
  public Dictionary(byte[] heap, int[] offsets, int size) {
    this.heap = heap;
    this.offsets = offsets;
    this.size = size;
  }

  /// A table of the given strings in the given order.
  public static Dictionary of(String... strings) {
    byte[][] encoded = new byte[strings.length][];
    int[] offsets = new int[strings.length + 1];
    for (int i = 0; i < strings.length; i++) {
      encoded[i] = strings[i].getBytes(StandardCharsets.UTF_8);
      offsets[i + 1] = offsets[i] + encoded[i].length;
    }
    byte[] heap = new byte[offsets[strings.length]];
    for (int i = 0; i < strings.length; i++) {
      System.arraycopy(encoded[i], 0, heap, offsets[i], encoded[i].length);
    }
    return new Dictionary(heap, offsets, strings.length);
  }

  public int size() {
    return size;
  }

  /// The array that holds the bytes of every entry; read only.
  public byte[] heap() {
    return heap;
  }

  /// Where entry `code` begins in {@link #heap()}.
  public int offset(int code) {
    return offsets[code];
  }

  /// Length of entry `code` in bytes.
  public int length(int code) {
    return offsets[code + 1] - offsets[code];
  }

  /// Bytes of all entries together.
  public int byteSize() {
    return offsets[size] - offsets[0];
  }

  /// Entry `code` as text; a new object with each call, so for cold paths.
  public String string(int code) {
    return new String(heap, offsets[code], length(code), StandardCharsets.UTF_8);
  }

  /// A copy of the bytes of entry `code`.
  public byte[] bytes(int code) {
    return Arrays.copyOfRange(heap, offsets[code], offsets[code + 1]);
  }

  public boolean equals(int code, byte[] other, int offset, int length) {
    return length(code) == length
        && Arrays.equals(heap, offsets[code], offsets[code + 1], other, offset, offset + length);
  }

  public boolean equals(int code, byte[] other) {
    return equals(code, other, 0, other.length);
  }

  /// Compares two entries, here and in another table, as unsigned bytes: for UTF-8 this is the
  /// order of code points.
  public int compare(int code, Dictionary other, int otherCode) {
    return Arrays.compareUnsigned(
        heap,
        offsets[code],
        offsets[code + 1],
        other.heap,
        other.offsets[otherCode],
        other.offsets[otherCode + 1]);
  }

  /// The lowest code whose entry equals `wanted`, or -1. Looks at every entry.
  public int find(byte[] wanted) {
    for (int code = 0; code < size; code++) {
      if (equals(code, wanted)) {
        return code;
      }
    }
    return -1;
  }
}
