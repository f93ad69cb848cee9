package dev.clew.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A fast 64-bit hash of short byte strings: multiply and fold, eight bytes a step.
///
/// Values depend on nothing but the arguments, so they may be stored in files. Where a sender could
/// profit from collisions, callers pass a random seed.
public final class Hash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long K0 = 0x9E3779B97F4A7C15L;
  private static final long K1 = 0xC2B2AE3D27D4EB4FL;

  private Hash() {}

  /// Hashes `length` bytes from `offset` on, under a seed.
  public static long bytes(byte[] bytes, int offset, int length, long seed) {
    long hash = seed ^ (length * K0);
    int at = offset;
    int end = offset + length;
    while (end - at >= 8) {
      hash = mix(hash, (long) LONGS.get(bytes, at));
      at += 8;
    }
    if (end - at >= 4) {
      hash = mix(hash, (int) INTS.get(bytes, at) & 0xFFFFFFFFL);
      at += 4;
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = (tail << 8) | (bytes[at] & 0xFF);
    }
    return mix(hash, tail);
  }

  /// Folds two words into one; not symmetric in its arguments.
  public static long mix(long a, long b) {
    long x = a ^ K0;
    long y = b ^ K1;
    return (x * y) ^ Math.multiplyHigh(x, y) ^ Long.rotateLeft(a, 32);
  }
}
