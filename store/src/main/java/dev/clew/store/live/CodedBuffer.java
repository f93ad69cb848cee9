package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;

/// A field that has a string or blob for every row.
final class CodedBuffer implements ColumnBuffer {
  private final AttributeType type;
  private final CodedValues values;

  CodedBuffer(AttributeType type, long seed) {
    this.type = type;
    values = new CodedValues(seed);
  }

  void add(Dictionary batch, int code, CodeMap known) {
    values.add(batch, code, known);
  }

  @Override
  public LiveColumn view(ColumnName name) {
    int count = values.count();
    Dictionary dictionary = values.dictionary();
    int[] codes = values.codes();
    if (codes != null || values.isPlain()) {
      ColumnValues all = new ColumnValues(count, null, codes, null);
      return new ArrayColumn(name, type, dictionary, null, all);
    }
    return new LazyColumn(name, type, dictionary, null) {
      @Override
      ColumnValues unfold() {
        return new ColumnValues(count, null, new int[count], null);
      }

      @Override
      public long at(int row) {
        return 0;
      }
    };
  }

  @Override
  public void truncate(int rows) {
    values.truncate(rows);
  }

  @Override
  public long bytes() {
    return values.bytes();
  }

  @Override
  public long allocatedBytes() {
    return values.allocatedBytes();
  }
}
