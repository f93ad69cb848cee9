package dev.clew.query.trace;

import static dev.clew.query.trace.TraceStructure.MISSING;
import static dev.clew.query.trace.TraceStructure.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceStructureTest {
  @Test
  void aSpanWithoutParentIdIsARootAndOneWithoutParentAnOrphan() {
    assertThat(parents(new long[] {1, 2, 3}, new long[] {0, 1, 9}))
        .containsExactly(ROOT, 0, MISSING);
  }

  @Test
  void aSpanThatIsItsOwnParentIsAnOrphan() {
    assertThat(parents(new long[] {1, 2}, new long[] {1, 1})).containsExactly(MISSING, 0);
  }

  @Test
  void theFirstSpanWithARepeatedIdHasTheChildren() {
    TraceStructure structure =
        TraceStructure.of(new long[] {1, 2, 2, 3}, new long[] {0, 1, 1, 2}, 4);
    assertThat(structure.parentRows()).containsExactly(ROOT, 0, 0, 1);
    assertThat(structure.childCounts()).containsExactly(2, 1, 0, 0);
  }

  @Test
  void theFirstOfACircleIsAnOrphan() {
    assertThat(parents(new long[] {5, 1, 2, 3}, new long[] {3, 3, 1, 2}))
        .containsExactly(3, MISSING, 1, 2);
  }

  @Test
  void aMillionSpansInOneLineAreNumberedWithoutRecursion() {
    int count = 1_000_000;
    long[] ids = new long[count];
    long[] parents = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = i + 1L;
      parents[i] = i;
    }
    TraceStructure.NestedSets sets = TraceStructure.of(ids, parents, count).nestedSets();
    assertThat(sets.left()[count - 1]).isEqualTo(count);
    assertThat(sets.right()[0]).isEqualTo(2 * count);
  }

  @Test
  void anIntervalLiesWithinThoseOfItsAncestorsAlone() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      int count = 1 + random.nextInt(20);
      long[] ids = new long[count];
      long[] parents = new long[count];
      for (int i = 0; i < count; i++) {
        ids[i] = i + 1L;
        parents[i] = random.nextInt(count + 2);
      }
      TraceStructure structure = TraceStructure.of(ids, parents, count);
      TraceStructure.NestedSets sets = structure.nestedSets();
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
          boolean within = sets.left()[a] < sets.left()[b] && sets.right()[b] < sets.right()[a];
          assertThat(within)
              .as("seed " + seed + " " + a + " over " + b)
              .isEqualTo(isAncestor(structure.parentRows(), a, b));
        }
      }
    }
  }

  private static boolean isAncestor(int[] parentRows, int ancestor, int row) {
    for (int at = parentRows[row]; at >= 0; at = parentRows[at]) {
      if (at == ancestor) {
        return true;
      }
    }
    return false;
  }

  private static int[] parents(long[] ids, long[] parents) {
    return TraceStructure.of(ids, parents, ids.length).parentRows();
  }
}
