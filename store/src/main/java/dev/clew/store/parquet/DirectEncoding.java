package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import java.util.List;
import org.apache.parquet.format.Encoding;

/// How values stand in data pages where there is no dictionary.
enum DirectEncoding {
  PLAIN(Encoding.PLAIN),
  DELTA(Encoding.DELTA_BINARY_PACKED),
  /// Lengths by {@link DeltaPacking}, then all bytes.
  DELTA_LENGTH(Encoding.DELTA_LENGTH_BYTE_ARRAY),
  /// First bytes of all values, then second bytes, and so on.
  BYTE_STREAM_SPLIT(Encoding.BYTE_STREAM_SPLIT);

  private final Encoding format;

  DirectEncoding(Encoding format) {
    this.format = format;
  }

  Encoding format() {
    return format;
  }

  /// The encodings of a type among which size decides.
  static List<DirectEncoding> of(ColumnType type) {
    return switch (type) {
      case STRING, BINARY -> List.of(DELTA_LENGTH);
      case INT64, TIMESTAMP -> List.of(DELTA, PLAIN);
      case DOUBLE -> List.of(PLAIN, BYTE_STREAM_SPLIT);
      case BOOLEAN, FIXED8, FIXED16 -> List.of(PLAIN);
    };
  }

  /// Appends the elements from index `from` to before `to`.
  void encode(ColumnType type, ColumnData data, int from, int to, ByteSink sink) {
    switch (this) {
      case PLAIN -> plain(type, data, from, to, sink);
      case DELTA -> DeltaPacking.encode(data.requireWords(), from, to, sink);
      case DELTA_LENGTH -> deltaLength(data, from, to, sink);
      case BYTE_STREAM_SPLIT -> byteStreamSplit(data.requireWords(), from, to, sink);
    }
  }

  private static void plain(ColumnType type, ColumnData data, int from, int to, ByteSink sink) {
    long[] words = data.requireWords();
    switch (type) {
      case INT64, TIMESTAMP, DOUBLE -> {
        int at = sink.extend((to - from) * 8);
        for (int i = from; i < to; i++, at += 8) {
          ByteSink.LONGS.set(sink.array(), at, words[i]);
        }
      }
      case BOOLEAN -> BitPacking.pack(words, from, to - from, 1, sink);
      case FIXED8 -> {
        int at = sink.extend((to - from) * 8);
        for (int i = from; i < to; i++, at += 8) {
          ByteSink.BIG_LONGS.set(sink.array(), at, words[i]);
        }
      }
      case FIXED16 -> {
        long[] lows = data.lows();
        for (int i = from; i < to; i++) {
          sink.writeBigEndian(words[i]);
          sink.writeBigEndian(lows == null ? 0 : lows[i]);
        }
      }
      case STRING, BINARY -> throw new IllegalArgumentException("plain " + type);
    }
  }

  private static void deltaLength(ColumnData data, int from, int to, ByteSink sink) {
    Dictionary dictionary = data.requireDictionary();
    long[] lengths = new long[to - from];
    for (int i = from; i < to; i++) {
      lengths[i - from] = dictionary.length(data.code(i));
    }
    DeltaPacking.encode(lengths, 0, to - from, sink);
    byte[] heap = dictionary.heap();
    for (int i = from; i < to; i++) {
      sink.write(heap, dictionary.offset(data.code(i)), (int) lengths[i - from]);
    }
  }

  private static void byteStreamSplit(long[] words, int from, int to, ByteSink sink) {
    int count = to - from;
    int at = sink.extend(count * 8);
    byte[] bytes = sink.array();
    for (int b = 0; b < 8; b++) {
      for (int i = 0; i < count; i++) {
        bytes[at++] = (byte) (words[from + i] >>> (8 * b));
      }
    }
  }
}
