package dev.clew.store.block;

/// Sorts row numbers by what a comparison says of them: stable merge sort, insertion sort for short
/// parts, no boxing.
final class IndirectSort {
  private static final int INSERTION = 40;

  private IndirectSort() {}

  /// Compares two rows.
  interface Order {
    /// Below 0 where `a` comes first, above 0 where `b` does.
    int compare(int a, int b);
  }

  /// Sorts a part of an array.
  ///
  /// @param scratch as long as `rows`; empty where the part has at most 40 rows
  static void sort(int[] rows, int from, int to, int[] scratch, Order order) {
    if (to - from <= INSERTION) {
      for (int i = from + 1; i < to; i++) {
        int row = rows[i];
        int j = i;
        for (; j > from && order.compare(rows[j - 1], row) > 0; j--) {
          rows[j] = rows[j - 1];
        }
        rows[j] = row;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(rows, from, middle, scratch, order);
    sort(rows, middle, to, scratch, order);
    if (order.compare(rows[middle - 1], rows[middle]) <= 0) {
      return;
    }
    System.arraycopy(rows, from, scratch, from, middle - from);
    int left = from;
    int right = middle;
    for (int i = from; left < middle; i++) {
      if (right < to && order.compare(scratch[left], rows[right]) > 0) {
        rows[i] = rows[right++];
      } else {
        rows[i] = scratch[left++];
      }
    }
  }
}
