package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import dev.clew.model.Hash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds out whether a dictionary pays for a column chunk, and makes it: the entries of the
/// dictionary page in ascending order, and of each element its code. Kept from chunk to chunk. Not
/// thread-safe.
///
/// Codes of the source are translated by table; no string is hashed.
final class ChunkDictionary {
  /// A reader of one trace reads the whole dictionary, so it stays small.
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_WORDS = 1 << 15;

  /// After so many elements, a column whose words mostly differ is given up.
  private static final int TRIAL = 4096;

  private final ByteSink page = new ByteSink();
  private int[] codes = new int[0];
  private int size;
  private boolean sorted;

  /// Of a source code its provisional code plus one; all zero between chunks.
  private int[] translated = new int[0];

  private int[] used = new int[256];
  private int[] counts = new int[256];
  private int[] ranks = new int[256];

  private final long[] slotWords = new long[MAX_WORDS * 2];
  private final int[] slotCodes = new int[MAX_WORDS * 2];
  private long[] words = new long[256];

  /// The entries in encoding `PLAIN`.
  ByteSink page() {
    return page;
  }

  int size() {
    return size;
  }

  boolean sorted() {
    return sorted;
  }

  /// Of each element its code; may be longer.
  int[] codes() {
    return codes;
  }

  /// The bits of a code.
  int width() {
    return BitPacking.width(size - 1);
  }

  /// Makes the dictionary of a chunk.
  ///
  /// @return false where there is none, because it would not be smaller
  boolean make(ColumnType type, ColumnData data) {
    int count = data.elementCount();
    page.clear();
    sorted = true;
    if (count == 0) {
      return false;
    }
    if (codes.length < count) {
      codes = new int[count];
    }
    return switch (type) {
      case STRING, BINARY -> ofEntries(data, count);
      case INT64, DOUBLE -> ofWords(type, data.requireWords(), count);
      case FIXED16 -> ofPairs(data, count);
      case TIMESTAMP, BOOLEAN, FIXED8 -> false;
    };
  }

  private boolean ofEntries(ColumnData data, int count) {
    int[] source = data.codes();
    if (source == null) {
      return false;
    }
    Dictionary dictionary = data.requireDictionary();
    if (translated.length < dictionary.size()) {
      translated = new int[dictionary.size()];
    }
    size = 0;
    for (int i = 0; i < count; i++) {
      int code = source[i];
      int provisional = translated[code] - 1;
      if (provisional < 0) {
        provisional = addUsed(code);
        translated[code] = size;
      }
      counts[provisional]++;
      codes[i] = provisional;
    }
    long dictionaryBytes = 0;
    long allBytes = 0;
    for (int u = 0; u < size; u++) {
      int length = dictionary.length(used[u]);
      dictionaryBytes += length + 4;
      allBytes += (long) counts[u] * (length + 1);
    }
    boolean pays =
        dictionaryBytes <= MAX_BYTES
            && dictionaryBytes + (long) count * BitPacking.width(size - 1) / 8 <= allBytes;
    if (pays) {
      DictionarySort.sort(dictionary, used, size);
      for (int u = 0; u < size; u++) {
        int code = used[u];
        ranks[translated[code] - 1] = u;
        page.writeInt(dictionary.length(code));
        page.write(dictionary.heap(), dictionary.offset(code), dictionary.length(code));
      }
      rank(count);
    }
    for (int u = 0; u < size; u++) {
      translated[used[u]] = 0;
    }
    return pays;
  }

  private int addUsed(int code) {
    if (size == used.length) {
      used = Arrays.copyOf(used, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
      ranks = new int[size * 2];
    }
    used[size] = code;
    counts[size] = 0;
    return size++;
  }

  private boolean ofWords(ColumnType type, long[] values, int count) {
    if (!collectWords(values, count)) {
      return false;
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      min = Math.min(min, words[i]);
      max = Math.max(max, words[i]);
    }
    int directWidth = type == ColumnType.DOUBLE ? 64 : BitPacking.width(max - min);
    if (64L * size + (long) count * width() > (long) count * directWidth) {
      return false;
    }
    long[] ascending = Arrays.copyOf(words, size);
    Arrays.sort(ascending);
    if (ranks.length < size) {
      ranks = new int[words.length];
    }
    for (int i = 0; i < size; i++) {
      ranks[slotCodes[slot(ascending[i])] - 1] = i;
      page.writeLong(ascending[i]);
    }
    sorted = type == ColumnType.INT64;
    rank(count);
    return true;
  }

  private boolean collectWords(long[] values, int count) {
    Arrays.fill(slotCodes, 0);
    size = 0;
    long previous = 0;
    int previousCode = -1;
    for (int i = 0; i < count; i++) {
      long word = values[i];
      if (word != previous || previousCode < 0) {
        int slot = slot(word);
        if (slotCodes[slot] == 0) {
          if (size == MAX_WORDS || (i == TRIAL && size > TRIAL / 2)) {
            return false;
          }
          if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
          }
          words[size] = word;
          slotWords[slot] = word;
          slotCodes[slot] = ++size;
        }
        previous = word;
        previousCode = slotCodes[slot] - 1;
      }
      codes[i] = previousCode;
    }
    return true;
  }

  private int slot(long word) {
    int mask = slotCodes.length - 1;
    int slot = (int) Hash.mix(word, 0) & mask;
    while (slotCodes[slot] != 0 && slotWords[slot] != word) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rank(int count) {
    for (int i = 0; i < count; i++) {
      codes[i] = ranks[codes[i]];
    }
  }

  /// Pairs come with their codes, if with any, and keep them.
  private boolean ofPairs(ColumnData data, int count) {
    int[] source = data.codes();
    long @Nullable [] lows = data.lows();
    if (source == null || lows == null) {
      return false;
    }
    sorted = false;
    size = 0;
    for (int i = 0; i < count; i++) {
      codes[i] = source[i];
      size = Math.max(size, source[i] + 1);
    }
    for (int i = 0; i < size; i++) {
      page.writeBigEndian(data.requireWords()[i]);
      page.writeBigEndian(lows[i]);
    }
    return true;
  }
}
