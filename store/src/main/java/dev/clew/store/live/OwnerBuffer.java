package dev.clew.store.live;

import dev.clew.model.AttributeType;
import dev.clew.model.IntVector;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;

/// The span row of each event or link, ascending.
final class OwnerBuffer implements ColumnBuffer {
  private final IntVector spans = new IntVector(16);

  void add(int span) {
    spans.add(span);
  }

  int[] array() {
    return spans.array();
  }

  @Override
  public LiveColumn view(ColumnName name) {
    int count = spans.size();
    int[] array = spans.array();
    SegmentColumn.Range range =
        count == 0 ? null : new SegmentColumn.Range(array[0], array[count - 1]);
    return new LazyColumn(name, AttributeType.INT, null, range) {
      @Override
      ColumnValues unfold() {
        long[] words = new long[count];
        for (int i = 0; i < count; i++) {
          words[i] = array[i];
        }
        return new ColumnValues(count, null, null, words);
      }

      @Override
      public long at(int row) {
        return array[row];
      }
    };
  }

  @Override
  public void truncate(int rows) {
    spans.truncate(Math.min(spans.size(), rows));
  }

  @Override
  public long bytes() {
    return 4L * spans.size();
  }

  @Override
  public long allocatedBytes() {
    return 4L * spans.array().length;
  }
}
