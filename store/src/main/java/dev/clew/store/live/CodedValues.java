package dev.clew.store.live;

import dev.clew.model.Dictionary;
import dev.clew.model.DictionaryBuilder;
import dev.clew.model.IntVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The strings or blobs of one column, in order of arrival, in one of three forms.
///
/// - *Empty*: every value so far is the empty string; nothing is kept but their number.
/// - *Distinct*: a dictionary of distinct entries, and a code for each value.
/// - *Plain*: an entry for each value, no codes; nothing is hashed. A column becomes plain, for
///   good, when it has 4096, 8192, 16384 … values and more than half of them are distinct: by
///   then a dictionary costs more than it saves.
final class CodedValues {
  private static final int FIRST_JUDGED = 4096;

  private final long seed;
  private int count;
  private @Nullable DictionaryBuilder distinct;
  private @Nullable IntVector codes;
  private @Nullable Plain plain;

  /// @param seed for the hash of entries
  CodedValues(long seed) {
    this.seed = seed;
  }

  int count() {
    return count;
  }

  /// Adds a value that is entry `code` of a batch's dictionary.
  ///
  /// @param known which codes this column has for those of the batch, as far as looked up
  void add(Dictionary batch, int code, CodeMap known) {
    if (plain != null) {
      plain.add(batch, code);
    } else if (codes != null && distinct != null) {
      codes.add(ownCode(distinct, batch, code, known));
      if (count + 1 >= FIRST_JUDGED
          && Integer.bitCount(count + 1) == 1
          && distinct.size() > (count + 1) / 2) {
        becomePlain(distinct.snapshot(), codes);
      }
    } else if (batch.length(code) > 0) {
      distinct = new DictionaryBuilder(seed);
      codes = new IntVector(count + (count >> 1) + 16);
      for (int i = 0; i < count; i++) {
        codes.add(0);
      }
      codes.add(ownCode(distinct, batch, code, known));
    }
    count++;
  }

  void truncate(int newCount) {
    count = Math.min(count, newCount);
  }

  /// The table that codes refer to; plain: that value `i` is entry `i` of.
  Dictionary dictionary() {
    if (plain != null) {
      return plain.dictionary(count);
    }
    return distinct == null ? Dictionary.of("") : distinct.snapshot();
  }

  /// Whether value `i` is entry `i`.
  boolean isPlain() {
    return plain != null;
  }

  /// The codes of the values, at least `count` of them; null where all are 0 or the form is plain.
  int @Nullable [] codes() {
    return codes == null ? null : codes.array();
  }

  long bytes() {
    if (plain != null) {
      return plain.heapSize + 4L * count;
    }
    return distinct == null
        ? 0
        : 4L * count + distinct.snapshot().byteSize() + 24L * distinct.size();
  }

  long allocatedBytes() {
    if (plain != null) {
      return plain.heap.length + 4L * plain.offsets.length;
    }
    return codes == null || distinct == null
        ? 0
        : distinct.allocatedBytes() + 4L * codes.array().length;
  }

  private static int ownCode(
      DictionaryBuilder distinct, Dictionary batch, int code, CodeMap known) {
    int own = known.get(code);
    if (own < 0) {
      own = distinct.add(batch.heap(), batch.offset(code), batch.length(code));
      known.set(code, own);
    }
    return own;
  }

  private void becomePlain(Dictionary entries, IntVector old) {
    Plain values = new Plain(old.size() * 2, entries.byteSize() * 2);
    for (int i = 0; i < old.size(); i++) {
      values.add(entries, old.get(i));
    }
    plain = values;
    distinct = null;
    codes = null;
  }

  /// Values end to end.
  private static final class Plain {
    private byte[] heap;
    private int[] offsets;
    private int heapSize;
    private int size;

    Plain(int capacity, int heapCapacity) {
      heap = new byte[heapCapacity];
      offsets = new int[capacity + 1];
    }

    void add(Dictionary from, int code) {
      int length = from.length(code);
      if (heap.length - heapSize < length) {
        long wanted = Math.max(heapSize + (heapSize >> 1), (long) heapSize + length);
        if ((long) heapSize + length > Arena.MAX_HEAP) {
          throw new IllegalStateException(
              "column of " + heapSize + " bytes cannot take " + length + " more: limit 1 GiB");
        }
        heap = Arrays.copyOf(heap, (int) Math.min(wanted, Arena.MAX_HEAP));
      }
      if (size + 1 == offsets.length) {
        offsets = Arrays.copyOf(offsets, size + (size >> 1) + 2);
      }
      System.arraycopy(from.heap(), from.offset(code), heap, heapSize, length);
      heapSize += length;
      offsets[++size] = heapSize;
    }

    Dictionary dictionary(int count) {
      return new Dictionary(heap, offsets, count);
    }
  }
}
