package dev.clew.query.read;

import dev.clew.store.segment.Field;
import dev.clew.store.segment.SegmentColumn.Range;
import dev.clew.store.segment.TimeRange;

/// An interval of time, in nanoseconds since 1970, both bounds inclusive. A span is in it when the
/// two overlap: it starts no later than `to` and ends no earlier than `from`.
public record TimeWindow(long from, long to) {
  /// All of time.
  public static final TimeWindow ALL = new TimeWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  /// The spans of a segment that are in it.
  public Selection select(SegmentView view) {
    int count = view.segment().spanCount();
    if (covers(view)) {
      return Selection.all(count);
    }
    long[] starts = view.words(Field.START);
    long[] durations = view.words(Field.DURATION);
    Selection selected = Selection.none(count);
    for (int row = 0; row < count; row++) {
      if (starts[row] <= to && starts[row] + durations[row] >= from) {
        selected.set(row);
      }
    }
    return selected;
  }

  /// Whether it is certain, without reading values, that all spans are in it.
  public boolean covers(SegmentView view) {
    if (equals(ALL)) {
      return true;
    }
    TimeRange times = view.segment().times();
    Range durations = view.column(Field.DURATION).range();
    return durations != null
        && durations.min() >= 0
        && times.earliestStart() >= from
        && times.latestStart() <= to
        && times.latestStart() <= Long.MAX_VALUE - durations.max();
  }
}
