package dev.clew.server.cli.tree;

import static dev.clew.server.cli.tree.TraceTree.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
  /// A span for which only its place in the tree matters.
  private record Span(long id, long parent, long start) {}

  private static SpanBatch batch(Span... spans) {
    SpanBatchBuilder builder = new SpanBatchBuilder();
    builder.beginResource();
    builder.beginScope();
    for (Span span : spans) {
      builder.beginSpan();
      builder
          .traceId(1, 2)
          .spanId(span.id)
          .parentSpanId(span.parent)
          .startNanos(span.start)
          .endNanos(span.start + 1);
      builder.endSpan();
    }
    return builder.build();
  }

  private static TraceTree tree(Span... spans) {
    return new TraceTree(List.of(batch(spans)));
  }

  /// The tree as text: `1(2 3(4))`, siblings with spaces between.
  private static String text(TraceTree tree) {
    return siblings(tree, tree.firstRoot());
  }

  private static String siblings(TraceTree tree, int first) {
    List<String> texts = new ArrayList<>();
    for (int span = first; span != NONE; span = tree.nextSibling(span)) {
      String text = String.valueOf(tree.batch(span).spanId(tree.row(span)));
      texts.add(
          tree.firstChild(span) == NONE
              ? text
              : text + "(" + siblings(tree, tree.firstChild(span)) + ")");
    }
    return String.join(" ", texts);
  }

  @Test
  void childrenStandUnderTheirParentInOrderOfStart() {
    TraceTree tree =
        tree(new Span(3, 1, 30), new Span(2, 1, 20), new Span(1, 0, 10), new Span(4, 3, 35));
    assertThat(text(tree)).isEqualTo("1(2 3(4))");
    assertThat(tree.root()).isZero();
  }

  @Test
  void aTraceMayLieInSeveralBatches() {
    TraceTree tree =
        new TraceTree(
            List.of(
                batch(new Span(3, 2, 30)), batch(), batch(new Span(2, 1, 20), new Span(1, 0, 10))));
    assertThat(text(tree)).isEqualTo("1(2(3))");
  }

  @Test
  void anOrphanStandsAtTheTop() {
    TraceTree tree = tree(new Span(9, 77, 5), new Span(1, 0, 10), new Span(10, 9, 7));
    assertThat(text(tree)).isEqualTo("9(10) 1");
    assertThat(tree.isOrphan(0)).isTrue();
    assertThat(tree.isOrphan(1)).isFalse();
    assertThat(tree.batch(tree.root()).spanId(tree.row(tree.root()))).isEqualTo(1);
  }

  @Test
  void aRingIsCutAtItsFirstSpan() {
    TraceTree tree =
        tree(new Span(3, 2, 30), new Span(2, 1, 20), new Span(1, 3, 25), new Span(4, 3, 1));
    assertThat(text(tree)).isEqualTo("2(3(4 1))");
    assertThat(tree.isOrphan(tree.firstRoot())).isFalse();
    assertThat(tree.isInRing(tree.firstRoot())).isTrue();
  }

  @Test
  void aSpanThatIsItsOwnParentStandsAtTheTop() {
    TraceTree tree = tree(new Span(1, 1, 10), new Span(2, 1, 20));
    assertThat(text(tree)).isEqualTo("1(2)");
    assertThat(tree.isInRing(0)).isTrue();
  }

  @Test
  void childrenOfARepeatedIdGoToTheFirstOfThem() {
    TraceTree tree =
        tree(new Span(1, 0, 10), new Span(2, 1, 20), new Span(2, 1, 15), new Span(3, 2, 25));
    assertThat(text(tree)).isEqualTo("1(2(3) 2)");
    assertThat(tree.batch(1).startNanos(tree.row(1))).isEqualTo(15);
  }

  @Test
  void noSpansAreNoTree() {
    TraceTree tree = tree();
    assertThat(tree.size()).isZero();
    assertThat(tree.firstRoot()).isEqualTo(NONE);
    assertThat(tree.root()).isEqualTo(NONE);
  }

  @Test
  void everySpanStandsExactlyOnceWhateverTheParents() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Span[] spans = new Span[random.nextInt(12)];
      for (int i = 0; i < spans.length; i++) {
        spans[i] = new Span(1 + random.nextInt(10), random.nextInt(12), random.nextInt(20));
      }
      TraceTree tree = tree(spans);
      boolean[] seen = new boolean[spans.length];
      visit(tree, tree.firstRoot(), NONE, seen, "seed " + seed + " round " + round);
      assertThat(seen).as("seed %d round %d", seed, round).doesNotContain(false);
    }
  }

  private static void visit(TraceTree tree, int first, int parent, boolean[] seen, String when) {
    int before = -1;
    for (int span = first; span != NONE; span = tree.nextSibling(span)) {
      assertThat(seen[span]).as(when).isFalse();
      assertThat(tree.parent(span)).as(when).isEqualTo(parent);
      assertThat(span).as(when).isGreaterThan(before);
      seen[span] = true;
      before = span;
      visit(tree, tree.firstChild(span), span, seen, when);
    }
  }

  @Test
  void aChainAndAFanOfManySpansAreTreesToo() {
    int size = 200_000;
    Span[] chain = new Span[size];
    Span[] fan = new Span[size];
    for (int i = 0; i < size; i++) {
      chain[i] = new Span(i + 1, i, size - i);
      fan[i] = new Span(i + 1, i == 0 ? 0 : 1, i);
    }
    TraceTree deep = tree(chain);
    int depth = 0;
    for (int span = deep.firstRoot(); span != NONE; span = deep.firstChild(span)) {
      depth++;
    }
    assertThat(depth).isEqualTo(size);
    TraceTree wide = tree(fan);
    int width = 0;
    for (int span = wide.firstChild(0); span != NONE; span = wide.nextSibling(span)) {
      width++;
    }
    assertThat(width).isEqualTo(size - 1);
  }
}
