package dev.clew.query.trace;

import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.DictionaryBuilder;
import dev.clew.query.read.Column;
import dev.clew.query.read.SegmentView;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.Field;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The columns of a trace while piece after piece is added. A span's *place* is its number in that
/// sequence.
final class GatheredSpans {
  private final long[] spanIds;
  private final long[] parentIds;
  private final long[] starts;
  private final long[] durations;
  private final int[] kinds;
  private final int[] statuses;
  private final int[] names;
  private final int[] services;
  private final DictionaryBuilder strings =
      new DictionaryBuilder(ThreadLocalRandom.current().nextLong());
  private int count;

  /// @param capacity how many spans there will be
  GatheredSpans(int capacity) {
    spanIds = new long[capacity];
    parentIds = new long[capacity];
    starts = new long[capacity];
    durations = new long[capacity];
    kinds = new int[capacity];
    statuses = new int[capacity];
    names = new int[capacity];
    services = new int[capacity];
  }

  /// Adds some rows of a segment.
  void add(SegmentView view, int[] rows) {
    addLongs(view.words(Field.SPAN_ID), rows, spanIds);
    addLongs(view.words(Field.PARENT_ID), rows, parentIds);
    addLongs(view.words(Field.START), rows, starts);
    addLongs(view.words(Field.DURATION), rows, durations);
    addInts(view.words(Field.KIND), rows, kinds);
    addInts(view.words(Field.STATUS), rows, statuses);
    addStrings(view.column(Field.NAME), rows, names);
    for (Column column : view.columns(TraceColumns.SERVICE_NAME)) {
      if (column.type() == AttributeType.STRING) {
        addStrings(column, rows, services);
      }
    }
    count += rows.length;
  }

  int count() {
    return count;
  }

  long[] spanIds() {
    return spanIds;
  }

  long[] parentIds() {
    return parentIds;
  }

  long[] starts() {
    return starts;
  }

  long[] durations() {
    return durations;
  }

  int[] kinds() {
    return kinds;
  }

  int[] statuses() {
    return statuses;
  }

  int[] names() {
    return names;
  }

  int[] services() {
    return services;
  }

  Dictionary strings() {
    return strings.snapshot();
  }

  /// The places in {@link SpanOrder}; null where they are in order already.
  int @Nullable [] placesInOrder() {
    SpanOrder order = new SpanOrder(starts, durations, spanIds, parentIds);
    int[] places = new int[count];
    Arrays.setAll(places, i -> i);
    if (order.isSorted(places)) {
      return null;
    }
    order.sort(places);
    return places;
  }

  private void addLongs(long[] from, int[] rows, long[] into) {
    if (isRun(rows)) {
      System.arraycopy(from, rows[0], into, count, rows.length);
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      into[count + i] = from[rows[i]];
    }
  }

  private void addInts(long[] from, int[] rows, int[] into) {
    for (int i = 0; i < rows.length; i++) {
      into[count + i] = (int) from[rows[i]];
    }
  }

  private void addStrings(Column column, int[] rows, int[] into) {
    Dictionary entries = column.entries();
    int[] known = new int[entries.size() <= 2 * rows.length ? entries.size() : 0];
    ColumnValues values = column.values();
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      at = values.rows() == null ? rows[i] : SegmentView.seek(values, at, rows[i]);
      if (at < values.count() && values.row(at) == rows[i]) {
        into[count + i] = code(entries, values.code(at), known);
      }
    }
  }

  private static boolean isRun(int[] rows) {
    return rows.length > 0 && rows[rows.length - 1] - rows[0] == rows.length - 1;
  }

  /// The code of an entry of a column's dictionary.
  ///
  /// @param known of each entry its code plus one, or 0; empty where so much is not worth its while
  private int code(Dictionary entries, int entry, int[] known) {
    if (known.length == 0) {
      return strings.add(entries.heap(), entries.offset(entry), entries.length(entry));
    }
    if (known[entry] == 0) {
      known[entry] = 1 + strings.add(entries.heap(), entries.offset(entry), entries.length(entry));
    }
    return known[entry] - 1;
  }
}
