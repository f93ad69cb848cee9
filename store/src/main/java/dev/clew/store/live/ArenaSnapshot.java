package dev.clew.store.live;

import dev.clew.model.SpanBatch;
import dev.clew.store.segment.ColumnName;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentColumn;
import dev.clew.store.segment.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an {@link Arena} held at one moment.
final class ArenaSnapshot implements Segment {
  private final String name;
  private final TimeRange times;
  private final TraceIndex.View traces;
  private final Tables tables;
  private @Nullable Map<ColumnName, List<SegmentColumn>> columns;
  private @Nullable TraceTimes traceTimes;

  ArenaSnapshot(String name, TimeRange times, TraceIndex.View traces, Tables tables) {
    this.name = name;
    this.times = times;
    this.traces = traces;
    this.tables = tables;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int spanCount() {
    return tables.spans().count();
  }

  @Override
  public int eventCount() {
    return tables.events().count();
  }

  @Override
  public int linkCount() {
    return tables.links().count();
  }

  @Override
  public TimeRange times() {
    return times;
  }

  @Override
  public int traceCount() {
    return traces.traceCount();
  }

  @Override
  public int trace(int span) {
    return traces.traceOf()[span];
  }

  @Override
  public long traceIdHigh(int trace) {
    return traces.highs()[trace];
  }

  @Override
  public long traceIdLow(int trace) {
    return traces.lows()[trace];
  }

  @Override
  public long traceStart(int trace) {
    return traceTimes().starts()[trace];
  }

  @Override
  public long traceEnd(int trace) {
    return traceTimes().ends()[trace];
  }

  @Override
  public int[] spans(int trace) {
    return traces.rows(trace);
  }

  @Override
  public int findTrace(long traceIdHigh, long traceIdLow) {
    return traces.find(traceIdHigh, traceIdLow);
  }

  @Override
  public Collection<ColumnName> columnNames() {
    return Collections.unmodifiableSet(columns().keySet());
  }

  @Override
  public List<SegmentColumn> columns(ColumnName name) {
    return Collections.unmodifiableList(columns().getOrDefault(name, List.of()));
  }

  @Override
  public SpanBatch read(int[] rows) {
    return new RowReader(tables, traces, rows).read();
  }

  /// Put together on demand, and not while the arena is locked: keys can be many.
  private synchronized Map<ColumnName, List<SegmentColumn>> columns() {
    Map<ColumnName, List<SegmentColumn>> all = columns;
    if (all == null) {
      all = new LinkedHashMap<>();
      for (TableBuffer.View table : List.of(tables.spans(), tables.events(), tables.links())) {
        for (LiveColumn column : table.all()) {
          put(column, all);
        }
      }
      for (LiveColumn column : tables.resources().all()) {
        put(spread(column, tables.resources(), tables.resourceOf()), all);
      }
      for (LiveColumn column : tables.scopes().all()) {
        put(spread(column, tables.scopes(), null), all);
      }
      columns = all;
    }
    return all;
  }

  private SegmentColumn spread(
      LiveColumn column, TableBuffer.View table, int @Nullable [] resourceOf) {
    return new SpreadColumn(column, table.count(), spanCount(), tables.scopeOf(), resourceOf);
  }

  private static void put(SegmentColumn column, Map<ColumnName, List<SegmentColumn>> into) {
    into.computeIfAbsent(column.name(), _ -> new ArrayList<>(1)).add(column);
  }

  /// Computed on demand: one pass over the spans, which most snapshots are never asked for.
  private synchronized TraceTimes traceTimes() {
    TraceTimes computed = traceTimes;
    if (computed == null) {
      long[] starts = new long[traceCount()];
      long[] ends = new long[traceCount()];
      Arrays.fill(starts, Long.MAX_VALUE);
      Arrays.fill(ends, Long.MIN_VALUE);
      LiveColumn start = tables.spans().field(Field.START);
      LiveColumn duration = tables.spans().field(Field.DURATION);
      for (int span = 0; span < spanCount(); span++) {
        int trace = trace(span);
        long from = start.at(span);
        starts[trace] = Math.min(starts[trace], from);
        ends[trace] = Math.max(ends[trace], from + duration.at(span));
      }
      computed = new TraceTimes(starts, ends);
      traceTimes = computed;
    }
    return computed;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record TraceTimes(long[] starts, long[] ends) {}
}
