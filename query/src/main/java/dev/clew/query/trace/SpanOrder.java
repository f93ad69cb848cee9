package dev.clew.query.trace;

/// The order of a trace's spans wherever one must come first: by start, then the longer one, then
/// by id and parent id. It does not depend on where the spans are stored.
public final class SpanOrder {
  private final long[] starts;
  private final long[] durations;
  private final long[] ids;
  private final long[] parents;

  /// Orders rows of these columns.
  public SpanOrder(long[] starts, long[] durations, long[] ids, long[] parents) {
    this.starts = starts;
    this.durations = durations;
    this.ids = ids;
    this.parents = parents;
  }

  /// Negative, zero or positive as row `a` comes before, with or after row `b`.
  public int compare(int a, int b) {
    int order = Long.compare(starts[a], starts[b]);
    if (order == 0) {
      order = Long.compare(durations[b], durations[a]);
    }
    if (order == 0) {
      order = Long.compareUnsigned(ids[a], ids[b]);
    }
    return order != 0 ? order : Long.compareUnsigned(parents[a], parents[b]);
  }

  /// Sorts rows in place; stable.
  public void sort(int[] rows) {
    if (!isSorted(rows)) {
      sort(rows.clone(), rows, 0, rows.length);
    }
  }

  /// Whether rows are in this order as they are.
  boolean isSorted(int[] rows) {
    for (int i = 1; i < rows.length; i++) {
      if (compare(rows[i - 1], rows[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  /// Merge sort; both arrays hold the same rows between the bounds.
  private void sort(int[] from, int[] into, int low, int high) {
    if (high - low < 2) {
      return;
    }
    int middle = (low + high) >>> 1;
    sort(into, from, low, middle);
    sort(into, from, middle, high);
    int left = low;
    int right = middle;
    for (int at = low; at < high; at++) {
      boolean takeLeft = right == high || (left < middle && compare(from[left], from[right]) <= 0);
      into[at] = takeLeft ? from[left++] : from[right++];
    }
  }
}
