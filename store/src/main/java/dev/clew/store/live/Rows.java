package dev.clew.store.live;

/// Searching in ascending arrays of row numbers.
final class Rows {
  private Rows() {}

  /// The first index in `from … to` whose row is at least `row`, or `to`. Fast where it is near
  /// `from`: steps double until they overshoot, then halve.
  static int lowerBound(int[] rows, int from, int to, int row) {
    int low = from;
    int step = 1;
    int high = from;
    while (high < to && rows[high] < row) {
      low = high + 1;
      high += step;
      step *= 2;
    }
    high = Math.min(high, to);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
