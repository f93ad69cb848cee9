package dev.clew.store.log;

import dev.clew.model.ColumnSink;
import dev.clew.model.Dictionary;
import java.util.Arrays;

/// Packs columns into a byte array that it keeps: each value less the smallest of its column, in as
/// many whole bytes as the largest difference needs, and one at least. Chosen for the processor;
/// making it small is left to the compressor. Not thread-safe.
final class PackedWriter implements ColumnSink {
  /// Values are stored as eight bytes of which the later ones are then overwritten.
  private static final int SLACK = 8;

  private byte[] bytes = new byte[64 << 10];
  private int size;
  private int[] lengths = new int[256];

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  @Override
  public void number(int number) {
    ensure(5);
    varint(number);
  }

  @Override
  public void dictionary(Dictionary dictionary) {
    int entries = dictionary.size();
    if (lengths.length < entries) {
      lengths = new int[Math.max(entries, lengths.length * 2)];
    }
    for (int code = 0; code < entries; code++) {
      lengths[code] = dictionary.length(code);
    }
    number(entries);
    ints(lengths, 0, entries);
    int from = dictionary.offset(0);
    bytes(dictionary.heap(), from, from + dictionary.byteSize());
  }

  @Override
  public void bytes(byte[] values, int from, int to) {
    ensure(to - from);
    System.arraycopy(values, from, bytes, size, to - from);
    size += to - from;
  }

  @Override
  public void ints(int[] values, int from, int to) {
    if (from == to) {
      return;
    }
    int min = values[from];
    int max = min;
    for (int i = from + 1; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int width = begin(min, (long) max - min, to - from);
    byte[] into = bytes;
    int at = size;
    for (int i = from; i < to; i++) {
      LogFormat.LONG.set(into, at, (long) values[i] - min);
      at += width;
    }
    size = at;
  }

  @Override
  public void ascending(int[] values, int from, int to) {
    if (from == to) {
      return;
    }
    int max = values[from];
    for (int i = from + 1; i < to; i++) {
      max = Math.max(max, values[i] - values[i - 1]);
    }
    int width = begin(0, max, to - from);
    byte[] into = bytes;
    int at = size;
    int before = 0;
    for (int i = from; i < to; i++) {
      LogFormat.LONG.set(into, at, (long) values[i] - before);
      before = values[i];
      at += width;
    }
    size = at;
  }

  @Override
  public void longs(long[] values, int from, int to) {
    if (from == to) {
      return;
    }
    long min = values[from];
    long max = min;
    for (int i = from + 1; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    int width = begin(min, max - min, to - from);
    byte[] into = bytes;
    int at = size;
    for (int i = from; i < to; i++) {
      LogFormat.LONG.set(into, at, values[i] - min);
      at += width;
    }
    size = at;
  }

  /// Writes the head of a column and makes room for it.
  ///
  /// @param range largest value less smallest, unsigned
  /// @return bytes a value
  private int begin(long min, long range, int count) {
    int width = Math.max(1, (71 - Long.numberOfLeadingZeros(range)) >>> 3);
    ensure(11 + (long) count * width);
    bytes[size++] = (byte) width;
    varint((min << 1) ^ (min >> 63));
    return width;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void ensure(long more) {
    long needed = size + more + SLACK;
    if (needed > LogFormat.MAX_BODY_BYTES) {
      throw new RecordTooLargeException(
          "the columns of a batch take more than " + LogFormat.MAX_BODY_BYTES + " bytes");
    }
    if (needed > bytes.length) {
      long grown = Math.max(needed, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, LogFormat.MAX_BODY_BYTES));
    }
  }
}
