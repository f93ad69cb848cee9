package dev.clew.store.parquet;

import java.util.Arrays;

/// Parquet's encoding `DELTA_BINARY_PACKED`: differences, in blocks of 128 with the smallest taken
/// off, bit-packed 32 by 32. Arithmetic wraps round, so that any 64 bits come back.
final class DeltaPacking {
  private static final int BLOCK = 128;
  private static final int MINIBLOCKS = 4;
  private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

  private DeltaPacking() {}

  /// Appends the numbers from index `from` to before `to`.
  static void encode(long[] values, int from, int to, ByteSink sink) {
    sink.writeVarint(BLOCK);
    sink.writeVarint(MINIBLOCKS);
    sink.writeVarint(to - from);
    sink.writeZigZag(from == to ? 0 : values[from]);
    long[] deltas = new long[BLOCK];
    for (int at = from + 1; at < to; at += BLOCK) {
      int count = Math.min(BLOCK, to - at);
      long min = Long.MAX_VALUE;
      for (int i = 0; i < count; i++) {
        long delta = values[at + i] - values[at + i - 1];
        deltas[i] = delta;
        min = Math.min(min, delta);
      }
      for (int i = 0; i < count; i++) {
        deltas[i] -= min;
      }
      Arrays.fill(deltas, count, BLOCK, 0);
      sink.writeZigZag(min);
      int widths = sink.extend(MINIBLOCKS);
      for (int m = 0; m < MINIBLOCKS; m++) {
        int width = m * MINIBLOCK < count ? width(deltas, m * MINIBLOCK) : 0;
        sink.array()[widths + m] = (byte) width;
        if (width > 0) {
          BitPacking.pack(deltas, m * MINIBLOCK, MINIBLOCK, width, sink);
        }
      }
    }
  }

  private static int width(long[] deltas, int from) {
    long all = 0;
    for (int i = from; i < from + MINIBLOCK; i++) {
      all |= deltas[i];
    }
    return BitPacking.width(all);
  }

  /// Reads exactly `count` numbers.
  static void decode(ByteSource source, long[] into, int offset, int count) {
    long block = source.readVarint();
    long miniblocks = source.readVarint();
    if (block <= 0 || block > 1 << 16 || miniblocks <= 0 || block % miniblocks != 0) {
      throw new MalformedPageException("blocks of " + block + " in " + miniblocks + " parts");
    }
    int miniblock = (int) (block / miniblocks);
    if (miniblock % 32 != 0) {
      throw new MalformedPageException("parts of " + miniblock + " values, not of 32 or more");
    }
    long total = source.readVarint();
    if (total != count) {
      throw new MalformedPageException(total + " values where " + count + " should be");
    }
    long value = source.readZigZag();
    if (count == 0) {
      return;
    }
    into[offset] = value;
    long[] deltas = new long[miniblock];
    int done = 1;
    while (done < count) {
      long min = source.readZigZag();
      int widths = source.take(miniblocks);
      for (int m = 0; m < miniblocks && done < count; m++) {
        int width = source.array()[widths + m];
        if (width < 0 || width > 64) {
          throw new MalformedPageException("differences of " + width + " bits");
        }
        int from = source.take((long) width * miniblock / 8);
        int length = Math.min(miniblock, count - done);
        BitPacking.unpack(source.array(), from, width, deltas, 0, length);
        for (int i = 0; i < length; i++) {
          value += deltas[i] + min;
          into[offset + done + i] = value;
        }
        done += length;
      }
    }
  }
}
