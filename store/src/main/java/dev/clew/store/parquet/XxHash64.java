package dev.clew.store.parquet;

/// XXH64 with seed 0, which Parquet's bloom filters use, of sixteen bytes.
final class XxHash64 {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private XxHash64() {}

  /// The hash of two words written big-endian one after the other.
  static long ofPair(long high, long low) {
    long hash = P5 + 16;
    hash = step(hash, Long.reverseBytes(high));
    hash = step(hash, Long.reverseBytes(low));
    hash = (hash ^ (hash >>> 33)) * P2;
    hash = (hash ^ (hash >>> 29)) * P3;
    return hash ^ (hash >>> 32);
  }

  private static long step(long hash, long lane) {
    long round = Long.rotateLeft(lane * P2, 31) * P1;
    return Long.rotateLeft(hash ^ round, 27) * P1 + P4;
  }
}
