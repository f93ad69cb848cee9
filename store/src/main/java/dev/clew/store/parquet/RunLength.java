package dev.clew.store.parquet;

/// Parquet's hybrid of run lengths and bit packing (encoding `RLE`), for levels and dictionary
/// codes.
final class RunLength {
  /// Shorter runs are packed.
  private static final int SHORTEST_RUN = 8;

  private RunLength() {}

  /// Appends the numbers from index `from` to before `to`, each below 2^`width`.
  static void encode(int[] values, int from, int to, int width, ByteSink sink) {
    int packedFrom = from;
    int at = from;
    while (at < to) {
      int value = values[at];
      int end = at + 1;
      while (end < to && values[end] == value) {
        end++;
      }
      if (end - at >= SHORTEST_RUN) {
        packed(values, packedFrom, at, width, sink);
        run(value, end - at, width, sink);
        at = end;
        packedFrom = end;
      } else {
        at = Math.min(to, at + 8);
      }
    }
    packed(values, packedFrom, to, width, sink);
  }

  /// Appends a run of one number.
  static void run(int value, int count, int width, ByteSink sink) {
    sink.writeVarint((long) count << 1);
    for (int bits = 0; bits < width; bits += 8) {
      sink.write(value >>> bits);
    }
  }

  private static void packed(int[] values, int from, int to, int width, ByteSink sink) {
    if (from == to) {
      return;
    }
    int groups = (to - from + 7) / 8;
    sink.writeVarint((long) groups << 1 | 1);
    int at = sink.size();
    BitPacking.pack(values, from, to - from, width, sink);
    int missing = at + groups * width - sink.size();
    for (int i = 0; i < missing; i++) {
      sink.write(0);
    }
  }

  /// Appends presence levels (width 1): bit `i % 8` of byte `i / 8` for row `i`, bits after `count`
  /// zero.
  static void encodeBits(byte[] bits, int count, ByteSink sink) {
    int bytes = (count + 7) / 8;
    int packedFrom = 0;
    int at = 0;
    while (at < bytes) {
      byte value = bits[at];
      int end = at + 1;
      while (end < bytes && bits[end] == value) {
        end++;
      }
      boolean whole = value == 0 || value == -1;
      if (whole && (end - at > 2 || end == bytes)) {
        packedBits(bits, packedFrom, at, sink);
        run(value & 1, Math.min(count, end * 8) - at * 8, 1, sink);
        packedFrom = end;
      }
      at = end;
    }
    packedBits(bits, packedFrom, bytes, sink);
  }

  private static void packedBits(byte[] bits, int from, int to, ByteSink sink) {
    if (from < to) {
      sink.writeVarint((long) (to - from) << 1 | 1);
      sink.write(bits, from, to - from);
    }
  }

  /// Reads `count` numbers of `width` bits.
  static void decode(ByteSource source, int width, int[] into, int offset, int count) {
    if (width < 0 || width > 32) {
      throw new MalformedPageException("numbers of " + width + " bits");
    }
    int done = 0;
    while (done < count) {
      long header = source.readVarint();
      if ((header & 1) == 0) {
        int length = runLength(header >>> 1, count - done);
        int value = runValue(source, width);
        for (int i = 0; i < length; i++) {
          into[offset + done + i] = value;
        }
        done += length;
      } else {
        long groups = header >>> 1;
        int from = takeGroups(source, groups, width);
        int length = (int) Math.min(count - done, groups * 8);
        BitPacking.unpack(source.array(), from, width, into, offset + done, length);
        done += length;
      }
    }
  }

  /// Reads `count` levels of one bit and writes the numbers of those that are 1, plus `base`.
  ///
  /// @return where in `into` the next would go
  static int decodeOnes(ByteSource source, int count, int base, int[] into, int offset) {
    int next = offset;
    int done = 0;
    while (done < count) {
      long header = source.readVarint();
      if ((header & 1) == 0) {
        int length = runLength(header >>> 1, count - done);
        if (runValue(source, 1) == 1) {
          for (int i = 0; i < length; i++) {
            into[next++] = base + done + i;
          }
        }
        done += length;
      } else {
        long groups = header >>> 1;
        int from = takeGroups(source, groups, 1);
        int length = (int) Math.min(count - done, groups * 8);
        next = setBits(source.array(), from, length, base + done, into, next);
        done += length;
      }
    }
    return next;
  }

  private static int setBits(byte[] bytes, int from, int count, int base, int[] into, int offset) {
    int next = offset;
    for (int at = 0; at < count; at += 64) {
      long word = (long) ByteSink.LONGS.get(bytes, from + (at >> 3));
      if (count - at < 64) {
        word &= (1L << (count - at)) - 1;
      }
      while (word != 0) {
        into[next++] = base + at + Long.numberOfTrailingZeros(word);
        word &= word - 1;
      }
    }
    return next;
  }

  private static int takeGroups(ByteSource source, long groups, int width) {
    if (groups == 0 || groups > Integer.MAX_VALUE / 8) {
      throw new MalformedPageException(groups + " groups of eight at " + source.position());
    }
    return source.take(groups * width);
  }

  private static int runLength(long length, int left) {
    if (length == 0 || length > left) {
      throw new MalformedPageException("run of " + length + " where " + left + " values are left");
    }
    return (int) length;
  }

  private static int runValue(ByteSource source, int width) {
    int value = 0;
    for (int bits = 0; bits < width; bits += 8) {
      value |= source.readByte() << bits;
    }
    if (width < 32 && value >>> width != 0) {
      throw new MalformedPageException("value " + value + " in " + width + " bits");
    }
    return value;
  }
}
