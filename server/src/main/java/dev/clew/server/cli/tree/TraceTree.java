package dev.clew.server.cli.tree;

import dev.clew.model.SpanBatch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The spans of a trace as a tree, in which every span stands exactly once.
///
/// Spans are numbered in order of start, and so are children under their parent. A span whose
/// parent is not in the trace stands at the top; so does the first span of a ring of parents. Where
/// several spans share an id, their children go to the first of them.
final class TraceTree {
  /// Stands for no span.
  static final int NONE = -1;

  private final List<SpanBatch> batches;
  private final int[] batchOf;
  private final int[] rowOf;
  private final int[] parents;
  private final int[] firstChildren;
  private final int[] nextSiblings;
  private final boolean[] inCutRing;
  private final int[] depths;
  private int firstRoot = NONE;

  TraceTree(List<SpanBatch> batches) {
    this.batches = List.copyOf(batches);
    int size = batches.stream().mapToInt(SpanBatch::size).sum();
    batchOf = new int[size];
    rowOf = new int[size];
    order(size);
    parents = new int[size];
    firstChildren = new int[size];
    nextSiblings = new int[size];
    inCutRing = new boolean[size];
    depths = new int[size];
    findParents();
    cutRings();
    linkChildren();
    for (int span = firstRoot; span != NONE; span = next(span)) {
      depths[span] = parents[span] == NONE ? 0 : depths[parents[span]] + 1;
    }
  }

  int size() {
    return rowOf.length;
  }

  /// The batch that holds a span.
  SpanBatch batch(int span) {
    return batches.get(batchOf[span]);
  }

  /// The span's row in its batch.
  int row(int span) {
    return rowOf[span];
  }

  /// The first span at the top; the others are its siblings.
  int firstRoot() {
    return firstRoot;
  }

  int parent(int span) {
    return parents[span];
  }

  int firstChild(int span) {
    return firstChildren[span];
  }

  int nextSibling(int span) {
    return nextSiblings[span];
  }

  /// How many spans stand above this one.
  int depth(int span) {
    return depths[span];
  }

  /// The next span from top to bottom: a parent comes before its children.
  int next(int span) {
    if (firstChildren[span] != NONE) {
      return firstChildren[span];
    }
    int above = span;
    while (above != NONE && nextSiblings[above] == NONE) {
      above = parents[above];
    }
    return above == NONE ? NONE : nextSiblings[above];
  }

  /// Whether the span names a parent that is not in the trace.
  boolean isOrphan(int span) {
    return parents[span] == NONE && !inCutRing[span] && parentId(span) != 0;
  }

  /// Whether the span stands at the top because it is its own ancestor.
  boolean isInRing(int span) {
    return inCutRing[span];
  }

  /// The span that began the trace: the first that names no parent, else the first at the top.
  int root() {
    for (int span = firstRoot; span != NONE; span = nextSiblings[span]) {
      if (parentId(span) == 0) {
        return span;
      }
    }
    return firstRoot;
  }

  private long parentId(int span) {
    return batch(span).parentSpanId(rowOf[span]);
  }

  private long start(long place) {
    return batches.get((int) (place >> 32)).startNanos((int) place);
  }

  private long id(long place) {
    return batches.get((int) (place >> 32)).spanId((int) place);
  }

  private void order(int size) {
    Long[] places = new Long[size];
    int count = 0;
    for (int batch = 0; batch < batches.size(); batch++) {
      for (int row = 0; row < batches.get(batch).size(); row++) {
        places[count++] = (long) batch << 32 | row;
      }
    }
    Arrays.sort(
        places, Comparator.comparingLong((Long place) -> start(place)).thenComparing(this::id));
    for (int span = 0; span < size; span++) {
      batchOf[span] = (int) (places[span] >> 32);
      rowOf[span] = places[span].intValue();
    }
  }

  private void findParents() {
    Map<Long, Integer> byId = HashMap.newHashMap(size());
    for (int span = 0; span < size(); span++) {
      byId.putIfAbsent(batch(span).spanId(rowOf[span]), span);
    }
    for (int span = 0; span < size(); span++) {
      long parent = parentId(span);
      parents[span] = parent == 0 ? NONE : byId.getOrDefault(parent, NONE);
    }
  }

  /// Makes the parents a forest: of every ring the first member loses its parent.
  private void cutRings() {
    int[] seenInWalk = new int[size()];
    for (int begin = 0; begin < size(); begin++) {
      int walk = begin + 1;
      int at = begin;
      while (at != NONE && seenInWalk[at] == 0) {
        seenInWalk[at] = walk;
        at = parents[at];
      }
      if (at != NONE && seenInWalk[at] == walk) {
        int first = at;
        for (int member = parents[at]; member != at; member = parents[member]) {
          first = Math.min(first, member);
        }
        parents[first] = NONE;
        inCutRing[first] = true;
      }
    }
  }

  private void linkChildren() {
    Arrays.fill(firstChildren, NONE);
    Arrays.fill(nextSiblings, NONE);
    for (int span = size() - 1; span >= 0; span--) {
      int parent = parents[span];
      if (parent == NONE) {
        nextSiblings[span] = firstRoot;
        firstRoot = span;
      } else {
        nextSiblings[span] = firstChildren[parent];
        firstChildren[parent] = span;
      }
    }
  }
}
