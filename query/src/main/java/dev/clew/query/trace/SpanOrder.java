package dev.clew.query.trace;

import java.util.Arrays;

/// The order of a trace's spans wherever one must come first: by start, then the longer one, then
/// by id and parent id. It does not depend on where the spans are stored.
public final class SpanOrder {
  /// Fewer rows than this are merged, which costs less than counting digits.
  private static final int FEW = 512;

  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

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
    if (isSorted(rows)) {
      return;
    }
    if (rows.length < FEW || !sortByStart(rows)) {
      merge(rows.clone(), rows, 0, rows.length);
    } else {
      sortWithinStarts(rows);
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

  /// Sorts rows by start alone; stable. Start and place go into one word, of which the digits of
  /// the start are sorted, the lowest first.
  ///
  /// @return false, and nothing done, where the starts lie too far apart for that
  private boolean sortByStart(int[] rows) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (int row : rows) {
      earliest = Math.min(earliest, starts[row]);
      latest = Math.max(latest, starts[row]);
    }
    int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(rows.length - 1);
    int startBits = Long.SIZE - Long.numberOfLeadingZeros(latest - earliest);
    if (placeBits + startBits > Long.SIZE) {
      return false;
    }
    long[] words = new long[rows.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = (starts[rows[i]] - earliest) << placeBits | i;
    }
    long[] other = new long[rows.length];
    int[] next = new int[DIGITS];
    for (int shift = placeBits; shift < placeBits + startBits; shift += DIGIT_BITS) {
      sortByDigit(words, other, shift, next);
      long[] sorted = other;
      other = words;
      words = sorted;
    }
    int[] unsorted = rows.clone();
    int placeMask = (1 << placeBits) - 1;
    for (int i = 0; i < words.length; i++) {
      rows[i] = unsorted[(int) words[i] & placeMask];
    }
    return true;
  }

  private static void sortByDigit(long[] from, long[] into, int shift, int[] next) {
    Arrays.fill(next, 0);
    for (long word : from) {
      next[(int) (word >>> shift) & (DIGITS - 1)]++;
    }
    int before = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = next[digit];
      next[digit] = before;
      before += count;
    }
    for (long word : from) {
      into[next[(int) (word >>> shift) & (DIGITS - 1)]++] = word;
    }
  }

  /// Sorts rows that are sorted by start already.
  private void sortWithinStarts(int[] rows) {
    for (int from = 0; from < rows.length; ) {
      int to = from + 1;
      boolean sorted = true;
      while (to < rows.length && starts[rows[to]] == starts[rows[from]]) {
        sorted &= compare(rows[to - 1], rows[to]) <= 0;
        to++;
      }
      if (!sorted) {
        int[] equal = Arrays.copyOfRange(rows, from, to);
        merge(equal.clone(), equal, 0, equal.length);
        System.arraycopy(equal, 0, rows, from, equal.length);
      }
      from = to;
    }
  }

  /// Merge sort; both arrays hold the same rows between the bounds.
  private void merge(int[] from, int[] into, int low, int high) {
    if (high - low < 2) {
      return;
    }
    int middle = (low + high) >>> 1;
    merge(into, from, low, middle);
    merge(into, from, middle, high);
    int left = low;
    int right = middle;
    for (int at = low; at < high; at++) {
      boolean takeLeft = right == high || (left < middle && compare(from[left], from[right]) <= 0);
      into[at] = takeLeft ? from[left++] : from[right++];
    }
  }
}
