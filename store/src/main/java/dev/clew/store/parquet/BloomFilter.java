package dev.clew.store.parquet;

/// Parquet's split-block bloom filter, over values of sixteen bytes: says "maybe" of every value
/// that was added, and "no" of nearly every other.
public final class BloomFilter {
  private static final int BLOCK_BYTES = 32;

  /// About one false "maybe" in 600.
  private static final int BITS_A_VALUE = 16;

  private static final int MAX_BYTES = 1 << 27;

  private static final int[] SALTS = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final int[] words;

  BloomFilter(int[] words) {
    this.words = words;
  }

  /// An empty filter that will take about so many values.
  public static BloomFilter forValues(int count) {
    long blocks = ((long) count * BITS_A_VALUE + BLOCK_BYTES * 8 - 1) / (BLOCK_BYTES * 8);
    int limited = Math.clamp(blocks, 1, MAX_BYTES / BLOCK_BYTES);
    return new BloomFilter(new int[limited * SALTS.length]);
  }

  /// Adds the sixteen bytes of two big-endian words.
  public void add(long high, long low) {
    long hash = XxHash64.ofPair(high, low);
    int block = block(hash);
    for (int i = 0; i < SALTS.length; i++) {
      words[block + i] |= 1 << (((int) hash * SALTS[i]) >>> 27);
    }
  }

  /// Whether the two words may have been added; false is certain.
  public boolean mayContain(long high, long low) {
    long hash = XxHash64.ofPair(high, low);
    int block = block(hash);
    for (int i = 0; i < SALTS.length; i++) {
      if ((words[block + i] & 1 << (((int) hash * SALTS[i]) >>> 27)) == 0) {
        return false;
      }
    }
    return true;
  }

  /// Bytes of memory and file.
  public int byteSize() {
    return words.length * 4;
  }

  int[] words() {
    return words;
  }

  private int block(long hash) {
    int blocks = words.length / SALTS.length;
    return (int) (((hash >>> 32) * blocks) >>> 32) * SALTS.length;
  }
}
