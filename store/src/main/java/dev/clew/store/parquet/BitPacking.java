package dev.clew.store.parquet;

/// Numbers in a fixed count of bits each, the lowest bits first.
final class BitPacking {
  private BitPacking() {}

  /// The bits that a number needs.
  static int width(long max) {
    return 64 - Long.numberOfLeadingZeros(max);
  }

  /// Appends `count` numbers; the last byte is filled up with zeros.
  static void pack(long[] values, int from, int count, int width, ByteSink sink) {
    int at = begin(count, width, sink);
    byte[] bytes = sink.array();
    long word = 0;
    int bits = 0;
    for (int i = from; i < from + count; i++) {
      long value = values[i];
      word |= value << bits;
      bits += width;
      if (bits >= 64) {
        ByteSink.LONGS.set(bytes, at, word);
        at += 8;
        bits -= 64;
        word = bits == 0 ? 0 : value >>> (width - bits);
      }
    }
    finish(word, bits, bytes, at);
  }

  /// Appends `count` numbers; the last byte is filled up with zeros.
  static void pack(int[] values, int from, int count, int width, ByteSink sink) {
    int at = begin(count, width, sink);
    byte[] bytes = sink.array();
    long word = 0;
    int bits = 0;
    for (int i = from; i < from + count; i++) {
      long value = values[i];
      word |= value << bits;
      bits += width;
      if (bits >= 64) {
        ByteSink.LONGS.set(bytes, at, word);
        at += 8;
        bits -= 64;
        word = bits == 0 ? 0 : value >>> (width - bits);
      }
    }
    finish(word, bits, bytes, at);
  }

  private static int begin(int count, int width, ByteSink sink) {
    return sink.extend((int) (((long) count * width + 7) / 8));
  }

  private static void finish(long word, int bits, byte[] bytes, int from) {
    long rest = word;
    int at = from;
    for (int left = bits; left > 0; left -= 8) {
      bytes[at++] = (byte) rest;
      rest >>>= 8;
    }
  }

  /// Reads `count` numbers of at most 32 bits. There is {@link ByteSource#PADDING} after them.
  static void unpack(byte[] bytes, int from, int width, int[] into, int offset, int count) {
    long mask = (1L << width) - 1;
    long bit = (long) from << 3;
    for (int i = 0; i < count; i++) {
      long word = (long) ByteSink.LONGS.get(bytes, (int) (bit >>> 3));
      into[offset + i] = (int) ((word >>> (bit & 7)) & mask);
      bit += width;
    }
  }

  /// Reads `count` numbers of at most 64 bits. There is {@link ByteSource#PADDING} after them.
  static void unpack(byte[] bytes, int from, int width, long[] into, int offset, int count) {
    long mask = width == 64 ? -1 : (1L << width) - 1;
    long bit = (long) from << 3;
    for (int i = 0; i < count; i++) {
      int at = (int) (bit >>> 3);
      int shift = (int) (bit & 7);
      long word = (long) ByteSink.LONGS.get(bytes, at) >>> shift;
      if (shift + width > 64) {
        word |= (long) bytes[at + 8] << (64 - shift);
      }
      into[offset + i] = word & mask;
      bit += width;
    }
  }
}
