package dev.clew.model.otlp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growable array of bytes into which protobuf is written front to back. A message's length,
/// which stands before it, is put in when its content is complete. Not thread-safe.
final class ValueBuffer {
  private static final int KEPT_BYTES = 1 << 20;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private byte[] bytes = new byte[256];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// Forgets the content from `newSize` on.
  void truncate(int newSize) {
    size = newSize;
    if (newSize == 0 && bytes.length > KEPT_BYTES) {
      bytes = new byte[256];
    }
  }

  void raw(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void raw(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void fixed64(long value) {
    ensure(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  void fixed32(int value) {
    ensure(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /// Eight bytes of an id.
  void bigEndian(long value) {
    fixed64(Long.reverseBytes(value));
  }

  /// UTF-8 as it is where valid; otherwise malformed sequences are replaced by U+FFFD.
  void utf8(byte[] from, int offset, int length) {
    if (isAscii(from, offset, length)) {
      raw(from, offset, length);
    } else {
      utf8(new String(from, offset, length, StandardCharsets.UTF_8));
    }
  }

  void utf8(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    raw(encoded, 0, encoded.length);
  }

  /// Makes a length-delimited field of everything from `start` on.
  void wrap(int start, int tag) {
    int length = size - start;
    int head = varintSize(tag) + varintSize(length);
    ensure(head);
    System.arraycopy(bytes, start, bytes, start + head, length);
    size = start;
    varint(tag);
    varint(length);
    size += length;
  }

  /// Brings what stands from `middle` on before what stands from `start` on.
  void moveToFront(int start, int middle) {
    byte[] moved = Arrays.copyOfRange(bytes, middle, size);
    System.arraycopy(bytes, start, bytes, start + moved.length, middle - start);
    System.arraycopy(moved, 0, bytes, start, moved.length);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private static int varintSize(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private static boolean isAscii(byte[] from, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (from[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes =
          Arrays.copyOf(
              bytes,
              Math.max((int) Math.min(bytes.length * 2L, MAX_BYTES), Math.addExact(size, more)));
    }
  }
}
