package dev.clew.query.trace;

import java.util.Arrays;

/// Who is whose parent in one trace. Rows are the trace's spans in {@link SpanOrder}.
///
/// - A span without a parent id is a root. There may be several, or none yet.
/// - A span whose parent was not received, or that names itself as its parent, is an *orphan*.
/// - Where several spans have the id, the first of them is the parent; all of them keep their own
///   parents.
/// - Where spans are each other's ancestors, the first of the circle is taken for an orphan.
///
/// So the spans form trees whose tops are roots and orphans.
public final class TraceStructure {
  /// In place of a parent row: the span has no parent.
  public static final int ROOT = -1;

  /// In place of a parent row: the span's parent is not in the trace.
  public static final int MISSING = -2;

  private final int[] parentRows;

  private TraceStructure(int[] parentRows) {
    this.parentRows = parentRows;
  }

  /// @param ids span ids
  /// @param parents parent ids, 0 for none
  /// @param count how many of the entries count
  public static TraceStructure of(long[] ids, long[] parents, int count) {
    int[] parentRows = new int[count];
    SpanIdIndex index = new SpanIdIndex(ids, count);
    for (int row = 0; row < count; row++) {
      if (parents[row] == 0) {
        parentRows[row] = ROOT;
      } else {
        int parent = parents[row] == ids[row] ? -1 : index.find(parents[row]);
        parentRows[row] = parent < 0 ? MISSING : parent;
      }
    }
    breakCircles(parentRows);
    return new TraceStructure(parentRows);
  }

  private static void breakCircles(int[] parentRows) {
    int[] walk = new int[parentRows.length];
    for (int start = 0; start < parentRows.length; start++) {
      int row = start;
      while (row >= 0 && walk[row] == 0) {
        walk[row] = start + 1;
        row = parentRows[row];
      }
      if (row >= 0 && walk[row] == start + 1) {
        int first = row;
        for (int at = parentRows[row]; at != row; at = parentRows[at]) {
          first = Math.min(first, at);
        }
        parentRows[first] = MISSING;
      }
    }
  }

  /// Of each row its parent's row, {@link #ROOT} or {@link #MISSING}. Not to be written to.
  public int[] parentRows() {
    return parentRows;
  }

  /// Of each row how many spans it is the parent of.
  public int[] childCounts() {
    int[] counts = new int[parentRows.length];
    for (int parent : parentRows) {
      if (parent >= 0) {
        counts[parent]++;
      }
    }
    return counts;
  }

  /// The trees as nested intervals: a span's interval lies within those of its ancestors and of no
  /// other span. Numbers start at 1; trees and siblings follow each other in order.
  public NestedSets nestedSets() {
    int count = parentRows.length;
    int[] firstChild = new int[count];
    int[] nextSibling = new int[count];
    Arrays.fill(firstChild, -1);
    int firstTop = -1;
    for (int row = count - 1; row >= 0; row--) {
      int parent = parentRows[row];
      if (parent >= 0) {
        nextSibling[row] = firstChild[parent];
        firstChild[parent] = row;
      } else {
        nextSibling[row] = firstTop;
        firstTop = row;
      }
    }
    int[] left = new int[count];
    int[] right = new int[count];
    int number = 1;
    int row = firstTop;
    while (row >= 0) {
      left[row] = number++;
      if (firstChild[row] >= 0) {
        row = firstChild[row];
        continue;
      }
      right[row] = number++;
      while (nextSibling[row] < 0 && parentRows[row] >= 0) {
        row = parentRows[row];
        right[row] = number++;
      }
      row = nextSibling[row];
    }
    return new NestedSets(left, right);
  }

  /// @param left the lower bound of each row's interval, from 1
  /// @param right the upper bound of each row's interval, greater than `left`
  public record NestedSets(int[] left, int[] right) {}
}
