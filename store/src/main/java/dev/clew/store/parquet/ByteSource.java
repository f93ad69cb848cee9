package dev.clew.store.parquet;

/// A place in an array of bytes, read forward within bounds. The array is {@link #PADDING} bytes
/// longer than what may be read, so that eight bytes can be loaded at once from any place.
final class ByteSource {
  static final int PADDING = 8;

  private final byte[] bytes;
  private final int end;
  private int at;

  ByteSource(byte[] bytes, int from, int end) {
    if (from < 0 || end < from || end > bytes.length - PADDING) {
      throw new MalformedPageException("bytes " + from + " to " + end + " of " + bytes.length);
    }
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  /// Steps over `count` bytes and returns where they begin.
  int take(long count) {
    if (count < 0 || count > end - at) {
      throw new MalformedPageException(
          count + " bytes wanted at " + at + " where " + (end - at) + " are left");
    }
    int from = at;
    at += (int) count;
    return from;
  }

  int readByte() {
    return bytes[take(1)] & 0xFF;
  }

  int readInt() {
    return (int) ByteSink.INTS.get(bytes, take(4));
  }

  long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedPageException("a varint longer than 10 bytes at " + (at - 10));
  }

  long readZigZag() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }
}
