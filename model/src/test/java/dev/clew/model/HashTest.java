package dev.clew.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashTest {
  @Test
  void orderOfWordsMatters() {
    assertThat(hash("AAAAAAAABBBBBBBBCCCCCCCC", 1))
        .isNotEqualTo(hash("CCCCCCCCBBBBBBBBAAAAAAAA", 1));
  }

  @Test
  void trailingZerosMatter() {
    Set<Long> hashes = new HashSet<>();
    for (int length = 0; length < 100; length++) {
      hashes.add(Hash.bytes(new byte[100], 0, length, 7));
    }
    assertThat(hashes).hasSize(100);
  }

  @Test
  void similarStringsSpreadOverTheHighHalf() {
    Set<Integer> buckets = new HashSet<>();
    for (int i = 0; i < 65_536; i++) {
      buckets.add((int) (hash("/api/orders/" + i, 3) >>> 32) & 0xFFFF);
    }
    // Random hashes would fill 1 - 1/e of the buckets, 41,427 of them.
    assertThat(buckets).hasSizeBetween(40_500, 42_500);
  }

  @Test
  void seedMatters() {
    assertThat(hash("service.name", 1)).isNotEqualTo(hash("service.name", 2));
  }

  private static long hash(String text, long seed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Hash.bytes(bytes, 0, bytes.length, seed);
  }
}
