package dev.clew.query.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanOrderTest {
  /// Counts on either side of where another way of sorting begins, and starts from all equal to
  /// farther apart than a word is wide together with the rows' numbers.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, 511, 512, 513, 3000})
  void isWhatComparingEachWithEachSays(int count) {
    for (int spread = 0; spread <= 64; spread += 4) {
      Random random = new Random(31L * count + spread);
      long[] starts = new long[count];
      long[] durations = new long[count];
      long[] ids = new long[count];
      long[] parents = new long[count];
      for (int row = 0; row < count; row++) {
        starts[row] = 1_000_000_000L + (spread == 0 ? 0 : random.nextLong() >>> (64 - spread));
        durations[row] = random.nextLong(-1, 2);
        ids[row] = random.nextLong(-1, 2);
        parents[row] = random.nextLong(-1, 2);
      }
      SpanOrder order = new SpanOrder(starts, durations, ids, parents);
      int[] rows = IntStream.range(0, count).filter(row -> random.nextInt(10) > 0).toArray();
      int[] expected =
          Arrays.stream(rows)
              .boxed()
              .sorted(
                  Comparator.comparing((Integer row) -> starts[row])
                      .thenComparing(row -> durations[row], Comparator.reverseOrder())
                      .thenComparing(row -> ids[row], Long::compareUnsigned)
                      .thenComparing(row -> parents[row], Long::compareUnsigned))
              .mapToInt(Integer::intValue)
              .toArray();
      order.sort(rows);
      assertThat(rows).as("spread " + spread).isEqualTo(expected);
      assertThat(order.isSorted(rows)).isTrue();
    }
  }
}
