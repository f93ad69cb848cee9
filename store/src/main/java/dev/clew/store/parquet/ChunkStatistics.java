package dev.clew.store.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/// The statistics of a column chunk: how many nulls, and exact bounds where they are cheap: of
/// integers always, of short strings where the dictionary is sorted.
final class ChunkStatistics {
  private static final int LONGEST_BOUND = 64;

  private ChunkStatistics() {}

  /// @param sorted the chunk's dictionary, where it has one in ascending order
  static Statistics of(ColumnType type, ColumnData data, @Nullable ChunkDictionary sorted) {
    Statistics statistics = new Statistics();
    statistics.setNull_count((long) data.rowCount() - data.count());
    int count = data.elementCount();
    if (count > 0) {
      switch (type) {
        case INT64, TIMESTAMP -> ofWords(data.requireWords(), count, statistics);
        case STRING -> {
          if (sorted != null) {
            ofEntries(sorted.page(), sorted.size(), statistics);
          }
        }
        case BINARY, DOUBLE, BOOLEAN, FIXED8, FIXED16 -> {}
      }
    }
    return statistics;
  }

  private static void ofWords(long[] words, int count, Statistics statistics) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, words[i]);
      max = Math.max(max, words[i]);
    }
    statistics.setMin_value(bytes(min)).setMax_value(bytes(max));
    statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
  }

  private static byte[] bytes(long word) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(word).array();
  }

  private static void ofEntries(ByteSink page, int size, Statistics statistics) {
    ByteBuffer entries =
        ByteBuffer.wrap(page.array(), 0, page.size()).order(ByteOrder.LITTLE_ENDIAN);
    byte[] min = new byte[0];
    int length = 0;
    for (int i = 0; i < size; i++) {
      length = entries.getInt();
      if (i == 0 && length <= LONGEST_BOUND) {
        min = new byte[length];
        entries.get(entries.position(), min);
      } else if (i == 0) {
        return;
      }
      entries.position(entries.position() + length);
    }
    if (length <= LONGEST_BOUND) {
      byte[] max = new byte[length];
      entries.get(entries.position() - length, max);
      statistics.setMin_value(min).setMax_value(max);
      statistics.setIs_min_value_exact(true).setIs_max_value_exact(true);
    }
  }
}
