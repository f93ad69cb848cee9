package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// Decodes the pages of a column chunk one after another into growing arrays.
final class ValueDecoder {
  private final ColumnSpec spec;
  private final Encoding encoding;
  private final int maxEntries;
  private final @Nullable Dictionary dictionary;
  private long[] dictionaryWords = new long[0];
  private long[] dictionaryLows = new long[0];

  private int entries;
  private int elements;
  private int rowsSeen;
  private int[] rows = new int[0];
  private int[] lists = new int[0];
  private int[] codes = new int[0];
  private long[] words = new long[0];
  private long[] lows = new long[0];
  private final ByteSink heap = new ByteSink();
  private int[] offsets = new int[1];
  private int[] levels = new int[0];

  /// @param maxEntries how many rows of the chunk have a value
  /// @param dictionary of a coded chunk that has one
  ValueDecoder(
      ColumnSpec spec, Encoding encoding, int maxEntries, @Nullable Dictionary dictionary) {
    this.spec = spec;
    this.encoding = encoding;
    this.maxEntries = maxEntries;
    this.dictionary = dictionary;
  }

  /// The entries of a dictionary page of strings or bytes.
  static Dictionary entries(ByteSource page, int count) {
    if (count > page.remaining() / 4) {
      throw new MalformedPageException(count + " entries in " + page.remaining() + " bytes");
    }
    byte[] heap = new byte[page.remaining() - 4 * count];
    int[] offsets = new int[count + 1];
    int size = 0;
    for (int i = 0; i < count; i++) {
      int length = page.readInt();
      int from = page.take(length);
      if (length > heap.length - size) {
        throw new MalformedPageException("dictionary entry of " + length + " bytes");
      }
      System.arraycopy(page.array(), from, heap, size, length);
      size += length;
      offsets[i + 1] = size;
    }
    return new Dictionary(heap, offsets, count);
  }

  /// Takes the dictionary page of a chunk of words.
  void setWordDictionary(ByteSource page, int count) {
    dictionaryWords = new long[Math.min(count, page.remaining() / 8)];
    dictionaryLows = new long[spec.type() == ColumnType.FIXED16 ? dictionaryWords.length : 0];
    plain(page, dictionaryWords, dictionaryLows, 0, count);
  }

  /// Decodes the next page.
  ///
  /// @param count values with their levels
  /// @param firstRow of the page, in the row group
  /// @param rowCount of the page
  void decode(ByteSource page, int count, int firstRow, int rowCount) {
    int before = elements;
    if (spec.list()) {
      listLevels(page, count, firstRow, rowCount);
    } else if (count != rowCount) {
      throw new MalformedPageException(count + " values in " + rowCount + " rows");
    } else {
      rows = grown(rows, Math.min(maxEntries, entries + rowCount) + 1);
      if (spec.nullable()) {
        ByteSource part = levels(page);
        entries = RunLength.decodeOnes(part, rowCount, firstRow, rows, entries);
      } else {
        for (int i = 0; i < rowCount; i++) {
          rows[entries++] = firstRow + i;
        }
      }
      elements = entries;
    }
    rowsSeen += rowCount;
    values(page, before, elements - before);
  }

  private static ByteSource levels(ByteSource page) {
    int length = page.readInt();
    int from = page.take(length);
    return new ByteSource(page.array(), from, from + length);
  }

  private void listLevels(ByteSource page, int count, int firstRow, int rowCount) {
    // Levels are at most eight to a bit of the page, whatever the header says.
    if (count < rowCount) {
      throw new MalformedPageException(count + " levels of " + rowCount + " rows");
    }
    ByteSource repetitions = levels(page);
    ByteSource definitions = levels(page);
    levels = grown(levels, 2 * count);
    RunLength.decode(repetitions, 1, levels, 0, count);
    RunLength.decode(definitions, 2, levels, count, count);
    rows = grown(rows, Math.min(maxEntries, entries + rowCount));
    lists = grown(lists, Math.min(maxEntries, entries + rowCount) + 1);
    int row = firstRow - 1;
    for (int i = 0; i < count; i++) {
      int definition = levels[count + i];
      if (levels[i] == 0) {
        if (++row >= firstRow + rowCount) {
          throw new MalformedPageException("more rows than " + rowCount);
        }
        if (definition > 0) {
          rows[entries] = row;
          lists[entries++] = elements;
        }
      } else if (definition != 2 || i == 0) {
        throw new MalformedPageException("level " + definition + " inside a list");
      }
      elements += definition == 2 ? 1 : 0;
    }
    if (row != firstRow + rowCount - 1) {
      throw new MalformedPageException("fewer rows than " + rowCount);
    }
  }

  private void values(ByteSource page, int from, int count) {
    switch (encoding) {
      case RLE_DICTIONARY -> coded(page, from, count);
      case PLAIN -> {
        words = grown(words, from + count);
        lows = spec.type() == ColumnType.FIXED16 ? grown(lows, from + count) : lows;
        plain(page, words, lows, from, count);
      }
      case DELTA_BINARY_PACKED -> {
        words = grown(words, from + count);
        DeltaPacking.decode(page, words, from, count);
      }
      case DELTA_LENGTH_BYTE_ARRAY -> deltaLength(page, from, count);
      case BYTE_STREAM_SPLIT -> byteStreamSplit(page, from, count);
      case PLAIN_DICTIONARY, RLE, BIT_PACKED, DELTA_BYTE_ARRAY ->
          throw new MalformedPageException("encoding " + encoding);
    }
    if (page.remaining() > 0) {
      throw new MalformedPageException(page.remaining() + " bytes after the values");
    }
  }

  private void coded(ByteSource page, int from, int count) {
    codes = grown(codes, from + count);
    int width = page.readByte();
    RunLength.decode(page, width, codes, from, count);
    int size = dictionary == null ? dictionaryWords.length : dictionary.size();
    for (int i = from; i < from + count; i++) {
      if (codes[i] < 0 || codes[i] >= size) {
        throw new MalformedPageException("code " + codes[i] + " of " + size);
      }
    }
    if (dictionary == null) {
      words = grown(words, from + count);
      for (int i = from; i < from + count; i++) {
        words[i] = dictionaryWords[codes[i]];
      }
      if (spec.type() == ColumnType.FIXED16) {
        lows = grown(lows, from + count);
        for (int i = from; i < from + count; i++) {
          lows[i] = dictionaryLows[codes[i]];
        }
      }
    }
  }

  private void plain(ByteSource page, long[] intoWords, long[] intoLows, int from, int count) {
    byte[] bytes = page.array();
    switch (spec.type()) {
      case INT64, TIMESTAMP, DOUBLE -> {
        int at = page.take(count * 8L);
        for (int i = 0; i < count; i++) {
          intoWords[from + i] = (long) ByteSink.LONGS.get(bytes, at + 8 * i);
        }
      }
      case FIXED8 -> {
        int at = page.take(count * 8L);
        for (int i = 0; i < count; i++) {
          intoWords[from + i] = (long) ByteSink.BIG_LONGS.get(bytes, at + 8 * i);
        }
      }
      case FIXED16 -> {
        int at = page.take(count * 16L);
        for (int i = 0; i < count; i++) {
          intoWords[from + i] = (long) ByteSink.BIG_LONGS.get(bytes, at + 16 * i);
          intoLows[from + i] = (long) ByteSink.BIG_LONGS.get(bytes, at + 16 * i + 8);
        }
      }
      case BOOLEAN -> {
        int at = page.take((count + 7) / 8);
        BitPacking.unpack(bytes, at, 1, intoWords, from, count);
      }
      case STRING, BINARY -> throw new MalformedPageException("plain " + spec.type());
    }
  }

  private void deltaLength(ByteSource page, int from, int count) {
    long[] lengths = new long[count];
    DeltaPacking.decode(page, lengths, 0, count);
    offsets = grown(offsets, from + count + 1);
    long total = 0;
    for (int i = 0; i < count; i++) {
      if (lengths[i] < 0 || lengths[i] > page.remaining()) {
        throw new MalformedPageException("value of " + lengths[i] + " bytes");
      }
      total += lengths[i];
      offsets[from + i + 1] = (int) (offsets[from] + total);
    }
    int start = page.take(total);
    heap.write(page.array(), start, (int) total);
  }

  private void byteStreamSplit(ByteSource page, int from, int count) {
    words = grown(words, from + count);
    Arrays.fill(words, from, from + count, 0);
    int at = page.take(count * 8L);
    for (int b = 0; b < 8; b++) {
      for (int i = 0; i < count; i++) {
        words[from + i] |= (page.array()[at++] & 0xFFL) << (8 * b);
      }
    }
  }

  /// All that was decoded.
  ///
  /// @param rowCount of the row group
  ColumnData finish(int rowCount) {
    boolean dense = entries == rowsSeen && rowsSeen == rowCount;
    int @Nullable [] entryRows = dense ? null : rows;
    ColumnData data;
    if (!spec.type().isCoded()) {
      long @Nullable [] second = spec.type() == ColumnType.FIXED16 ? lows : null;
      data = new ColumnData(rowCount, entries, entryRows, null, null, null, words, second);
    } else if (dictionary != null) {
      data = ColumnData.ofCodes(rowCount, entries, entryRows, dictionary, codes);
    } else {
      offsets = grown(offsets, elements + 1);
      Dictionary values =
          new Dictionary(Arrays.copyOf(heap.array(), heap.size()), offsets, elements);
      data = ColumnData.ofCodes(rowCount, entries, entryRows, values, null);
    }
    if (!spec.list()) {
      return data;
    }
    lists = grown(lists, entries + 1);
    lists[entries] = elements;
    return data.inLists(entries, entryRows, lists);
  }

  private static int[] grown(int[] array, int size) {
    return size <= array.length ? array : Arrays.copyOf(array, Math.max(size, array.length * 2));
  }

  private static long[] grown(long[] array, int size) {
    return size <= array.length ? array : Arrays.copyOf(array, Math.max(size, array.length * 2));
  }
}
