package dev.clew.store.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatFilterTest {
  private final RepeatFilter filter = new RepeatFilter(0);
  private final long[] highs = new Random(7).longs(50).toArray();
  private final long[] lows = new Random(8).longs(50).toArray();

  @Test
  void firstCopyIsNoRepeatAndTheSecondIs() {
    boolean[] first = filter.addAll(highs, lows, null);
    boolean[] second = filter.addAll(highs, lows, null);

    assertThat(first).isNull();
    assertThat(second).hasSize(50).containsOnly(true);
  }

  @Test
  void repeatOfTheGenerationBeforeIsFoundAndNotInsertedAgain() {
    RepeatFilter before = new RepeatFilter(0);
    before.addAll(highs, lows, null);

    assertThat(filter.addAll(highs, lows, before)).containsOnly(true);
    assertThat(filter.size()).isZero();
  }

  @Test
  void whatWasTakenBackIsNewAgain() {
    filter.addAll(Arrays.copyOf(highs, 20), Arrays.copyOf(lows, 20), null);
    boolean[] repeats = filter.addAll(highs, lows, null);

    filter.removeAll(highs, lows, repeats);

    assertThat(filter.size()).isEqualTo(20);
    assertThat(filter.addAll(highs, lows, null)).isEqualTo(repeats);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesAsASet(long seed) {
    Random random = new Random(seed);
    Set<List<Long>> expected = new HashSet<>();
    for (int i = 0; i < 30_000; i++) {
      // Few values, zeros among them, so that all of them come and go often; and many, to grow.
      long high = random.nextInt(3);
      long low = 1L + random.nextInt(random.nextBoolean() ? 20 : 10_000);
      if (random.nextInt(3) == 0) {
        filter.remove(high, low);
        expected.remove(List.of(high, low));
      } else {
        assertThat(filter.add(high, low)).isEqualTo(expected.add(List.of(high, low)));
      }
      assertThat(filter.size()).isEqualTo(expected.size());
      assertThat(filter.contains(high, low)).isEqualTo(expected.contains(List.of(high, low)));
    }
    for (long high = 0; high < 3; high++) {
      for (long low = 1; low <= 10_000; low++) {
        assertThat(filter.contains(high, low)).isEqualTo(expected.contains(List.of(high, low)));
      }
    }
  }

  @Test
  void fingerprintOfZerosIsOneLikeOthers() {
    assertThat(filter.contains(0, 0)).isFalse();
    assertThat(filter.add(0, 0)).isTrue();
    assertThat(filter.add(0, 0)).isFalse();
    filter.remove(0, 0);
    assertThat(filter.contains(0, 0)).isFalse();
  }
}
