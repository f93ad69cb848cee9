package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import java.util.Arrays;

/// Sorts entries of a dictionary by their bytes, unsigned: quicksort in three parts over eight
/// bytes at a time, which reads long common prefixes once each.
final class DictionarySort {
  private static final int INSERTION = 12;

  private final Dictionary dictionary;
  private final int[] order;
  private final long[] keys;

  private DictionarySort(Dictionary dictionary, int[] order, int count) {
    this.dictionary = dictionary;
    this.order = order;
    this.keys = new long[count];
  }

  /// Sorts the first `count` of some codes by the entries that they stand for.
  static void sort(Dictionary dictionary, int[] codes, int count) {
    DictionarySort sort = new DictionarySort(dictionary, codes, count);
    sort.loadKeys(0, count, 0);
    sort.sort(0, count, 0);
  }

  private void loadKeys(int from, int to, int depth) {
    byte[] heap = dictionary.heap();
    for (int i = from; i < to; i++) {
      int at = dictionary.offset(order[i]) + depth;
      int left = dictionary.length(order[i]) - depth;
      long key = 0;
      if (left > 0) {
        if (at + 8 <= heap.length) {
          key = (long) ByteSink.BIG_LONGS.get(heap, at);
          key = left < 8 ? key & -(1L << (64 - 8 * left)) : key;
        } else {
          for (int b = 0; b < 8; b++) {
            key = key << 8 | (b < left ? heap[at + b] & 0xFF : 0);
          }
        }
      }
      keys[i] = key ^ Long.MIN_VALUE;
    }
  }

  /// Sorts a part whose entries agree in their first `depth` bytes.
  private void sort(int first, int last, int depth) {
    int from = first;
    int to = last;
    while (to - from > INSERTION) {
      long pivot = median(keys[from], keys[(from + to) >>> 1], keys[to - 1]);
      int less = from;
      int at = from;
      int greater = to;
      while (at < greater) {
        if (keys[at] < pivot) {
          swap(less++, at++);
        } else if (keys[at] > pivot) {
          swap(at, --greater);
        } else {
          at++;
        }
      }
      sortEqual(less, greater, depth);
      if (less - from < to - greater) {
        sort(from, less, depth);
        from = greater;
      } else {
        sort(greater, to, depth);
        to = less;
      }
    }
    for (int i = from + 1; i < to; i++) {
      for (int j = i; j > from && compare(j - 1, j) > 0; j--) {
        swap(j - 1, j);
      }
    }
  }

  /// Sorts a part whose next eight bytes agree too.
  private void sortEqual(int from, int to, int depth) {
    if (to - from < 2) {
      return;
    }
    int next = depth + 8;
    boolean more = false;
    int common = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      more |= dictionary.length(order[i]) > next;
      common = Math.min(common, commonBytes(order[from], order[i], next));
    }
    if (more) {
      loadKeys(from, to, next + common);
      sort(from, to, next + common);
      return;
    }
    // A short entry reads as if zero bytes followed, so equal keys may differ in length.
    for (int i = from + 1; i < to; i++) {
      for (int j = i; j > from && compare(j - 1, j) > 0; j--) {
        swap(j - 1, j);
      }
    }
  }

  /// How many bytes of two entries agree from `depth` on. Stepping over them at once keeps the
  /// recursion shallow, however long the entries.
  private int commonBytes(int a, int b, int depth) {
    int left = Math.min(dictionary.length(a), dictionary.length(b)) - depth;
    if (left <= 0) {
      return 0;
    }
    byte[] heap = dictionary.heap();
    int atA = dictionary.offset(a) + depth;
    int atB = dictionary.offset(b) + depth;
    int mismatch = Arrays.mismatch(heap, atA, atA + left, heap, atB, atB + left);
    return mismatch < 0 ? left : mismatch;
  }

  private int compare(int a, int b) {
    int byKey = Long.compare(keys[a], keys[b]);
    return byKey != 0 ? byKey : dictionary.compare(order[a], dictionary, order[b]);
  }

  private void swap(int a, int b) {
    long key = keys[a];
    keys[a] = keys[b];
    keys[b] = key;
    int code = order[a];
    order[a] = order[b];
    order[b] = code;
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
