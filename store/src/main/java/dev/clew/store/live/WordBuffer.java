package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.model.LongVector;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;

/// A field that has 64 bits for every row: times, durations, ids.
final class WordBuffer implements ColumnBuffer {
  private final LongVector words;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  WordBuffer(int capacity) {
    words = new LongVector(capacity);
  }

  void add(long word) {
    words.add(word);
    min = Math.min(min, word);
    max = Math.max(max, word);
  }

  long[] array() {
    return words.array();
  }

  @Override
  public LiveColumn view(ColumnName name) {
    ColumnValues values = new ColumnValues(words.size(), null, null, words.array());
    return new ArrayColumn(name, AttributeType.INT, null, Ranges.of(min, max), values);
  }

  @Override
  public void truncate(int rows) {
    words.truncate(Math.min(words.size(), rows));
  }

  @Override
  public long bytes() {
    return 8L * words.size();
  }

  @Override
  public long allocatedBytes() {
    return 8L * words.array().length;
  }
}
