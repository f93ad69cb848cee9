package dev.clew.query.read;

import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A segment as one query reads it: each column at most once, all bytes counted. Kept only as long
/// as the query works on the segment, since it holds on to all that was read.
public final class SegmentView {
  private final Segment segment;
  private final QueryBudget budget;
  private final Map<ColumnName, List<Column>> columns = new HashMap<>();
  private final Map<Class<?>, Object> derived = new HashMap<>();
  private boolean counted;

  public SegmentView(Segment segment, QueryBudget budget) {
    this.segment = segment;
    this.budget = budget;
  }

  public Segment segment() {
    return segment;
  }

  public QueryBudget budget() {
    return budget;
  }

  /// The columns with a name, one for each type; none where no row has it.
  public List<Column> columns(ColumnName name) {
    return columns.computeIfAbsent(
        name,
        wanted -> {
          List<Column> found = new ArrayList<>();
          for (SegmentColumn column : segment.columns(wanted)) {
            found.add(new StoredColumn(column, this));
          }
          return found;
        });
  }

  /// The one column of a field.
  public Column column(Field field) {
    return columns(field).getFirst();
  }

  /// The words of a field whose type is `INT`: the value of row `i` at `i`. Not to be written to.
  public long[] words(Field field) {
    ColumnValues values = column(field).values();
    long[] words = values.words();
    if (words == null || values.rows() != null) {
      throw new IllegalStateException(field.label() + " is no dense column of words");
    }
    return words;
  }

  /// What a class has derived from this segment: made at the first call, then kept.
  public <T> T derived(Class<T> type, Function<SegmentView, T> derivation) {
    Object known = derived.get(type);
    if (known == null) {
      known = derivation.apply(this);
      derived.put(type, known);
    }
    return type.cast(known);
  }

  /// The index of the first value whose row is not before `row`, or the number of values.
  ///
  /// @param from an index that is not behind it
  public static int seek(ColumnValues values, int from, int row) {
    int[] rows = values.rows();
    if (rows == null) {
      return Math.min(row, values.count());
    }
    int low = from;
    int high = values.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void reading() {
    budget.check();
    if (!counted) {
      counted = true;
      budget.segmentRead(segment);
    }
  }

  static long byteSize(ColumnValues values) {
    int perValue =
        (values.rows() == null ? 0 : Integer.BYTES)
            + (values.codes() == null ? 0 : Integer.BYTES)
            + (values.words() == null ? 0 : Long.BYTES);
    return (long) values.count() * perValue;
  }
}
