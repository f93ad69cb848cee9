package dev.clew.store.live;

import dev.clew.model.AttributeColumn;
import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.IntVector;
import dev.clew.model.LongVector;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import org.jspecify.annotations.Nullable;

/// The values of one attribute key and type. Sparse; as long as every row from the first on has
/// exactly one value, no row numbers are kept.
final class AttributeBuffer implements ColumnBuffer {
  private final AttributeName name;
  private final AttributeType type;
  private final @Nullable CodedValues coded;
  private final LongVector words;
  private @Nullable IntVector rows;
  private int count;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /// @param seed for the hash of dictionary entries
  AttributeBuffer(AttributeName name, AttributeType type, long seed) {
    this.name = name;
    this.type = type;
    coded = type.isCoded() ? new CodedValues(seed) : null;
    words = new LongVector(type.isCoded() ? 0 : 16);
  }

  AttributeName name() {
    return name;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// Appends what a batch's column has for owners that are kept.
  ///
  /// @param batch the dictionary of the column's codes
  /// @param rowOf of each owner its row here, ascending; -1 where it is left out
  /// @param known scratch
  void append(AttributeColumn column, Dictionary batch, int[] rowOf, CodeMap known) {
    if (coded != null) {
      known.begin(batch.size());
    }
    for (int i = 0; i < column.count(); i++) {
      int row = rowOf[column.owner(i)];
      if (row < 0) {
        continue;
      }
      addRow(row);
      long word = column.value(i);
      if (coded != null) {
        coded.add(batch, (int) word, known);
      } else {
        words.add(word);
        min = Math.min(min, word);
        max = Math.max(max, word);
      }
      count++;
    }
  }

  @Override
  public LiveColumn view(ColumnName name) {
    int[] rowArray = rows == null ? null : rows.array();
    int n = count;
    if (coded == null) {
      SegmentColumn.Range range = type == AttributeType.INT ? Ranges.of(min, max) : null;
      return new ArrayColumn(
          name, type, null, range, new ColumnValues(n, rowArray, null, words.array()));
    }
    int[] codes = coded.codes();
    Dictionary dictionary = coded.dictionary();
    if (codes != null || coded.isPlain()) {
      ColumnValues values = new ColumnValues(n, rowArray, codes, null);
      return new ArrayColumn(name, type, dictionary, null, values);
    }
    return new LazyColumn(name, type, dictionary, null) {
      @Override
      ColumnValues unfold() {
        return new ColumnValues(n, rowArray, new int[n], null);
      }

      @Override
      public long at(int row) {
        return 0;
      }
    };
  }

  @Override
  public void truncate(int newRows) {
    if (rows == null) {
      count = Math.min(count, newRows);
    } else {
      count = Rows.lowerBound(rows.array(), 0, Math.min(count, rows.size()), newRows);
    }
    if (coded != null) {
      coded.truncate(count);
    }
  }

  @Override
  public long bytes() {
    long ofRows = rows == null ? 0 : 4L * count;
    return ofRows + (coded == null ? 8L * count : coded.bytes());
  }

  @Override
  public long allocatedBytes() {
    long ofRows = rows == null ? 0 : 4L * rows.array().length;
    return ofRows + 8L * words.array().length + (coded == null ? 0 : coded.allocatedBytes());
  }

  private void addRow(int row) {
    if (rows != null) {
      rows.add(row);
    } else if (row != count) {
      IntVector explicit = new IntVector(count + (count >> 1) + 16);
      for (int i = 0; i < count; i++) {
        explicit.add(i);
      }
      explicit.add(row);
      rows = explicit;
    }
  }
}
