package dev.clew.store.block;

import dev.clew.model.IntVector;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import java.util.Arrays;

/// The order of spans in a block: traces by start, then id; the spans of a trace by start, then id.
/// Traces are numbered anew in that order.
final class SpanOrder {
  /// A row group ends with the trace that reaches this.
  static final int ROW_GROUP_SPANS = 1 << 20;

  private final RowOrder rows;
  private final int[] traceRows;
  private final int[] groupTraces;
  private final long[] highs;
  private final long[] lows;
  private final long[] starts;
  private final long[] ends;

  private SpanOrder(
      RowOrder rows,
      int[] traceRows,
      int[] groupTraces,
      long[] highs,
      long[] lows,
      long[] starts,
      long[] ends) {
    this.rows = rows;
    this.traceRows = traceRows;
    this.groupTraces = groupTraces;
    this.highs = highs;
    this.lows = lows;
    this.starts = starts;
    this.ends = ends;
  }

  RowOrder rows() {
    return rows;
  }

  int traceCount() {
    return highs.length;
  }

  /// The first row of a trace; of the trace count, the row count.
  int firstRow(int trace) {
    return traceRows[trace];
  }

  /// The first trace of a row group; of the group count, the trace count.
  int firstTrace(int group) {
    return groupTraces[group];
  }

  long high(int trace) {
    return highs[trace];
  }

  long low(int trace) {
    return lows[trace];
  }

  long start(int trace) {
    return starts[trace];
  }

  long end(int trace) {
    return ends[trace];
  }

  static SpanOrder of(Segment source, int[] spanRows, int rowGroupSpans) {
    long[] start = Columns.words(source.column(Field.START), source.spanCount());
    long[] duration = Columns.words(source.column(Field.DURATION), source.spanCount());
    long[] id = Columns.words(source.column(Field.SPAN_ID), source.spanCount());
    int known = source.traceCount();
    int[] counts = new int[known];
    long[] starts = new long[known];
    long[] ends = new long[known];
    Arrays.fill(starts, Long.MAX_VALUE);
    Arrays.fill(ends, Long.MIN_VALUE);
    for (int row : spanRows) {
      int trace = source.trace(row);
      counts[trace]++;
      starts[trace] = Math.min(starts[trace], start[row]);
      ends[trace] = Math.max(ends[trace], start[row] + duration[row]);
    }
    int[] traces = new int[known];
    int traceCount = 0;
    for (int trace = 0; trace < known; trace++) {
      if (counts[trace] > 0) {
        traces[traceCount++] = trace;
      }
    }
    IndirectSort.sort(
        traces,
        0,
        traceCount,
        new int[known],
        (a, b) -> {
          int byStart = Long.compare(starts[a], starts[b]);
          return byStart != 0 ? byStart : compareIds(source, a, b);
        });

    int[] traceRows = new int[traceCount + 1];
    int[] next = new int[known];
    IntVector groups = new IntVector(4);
    IntVector groupTraces = new IntVector(4);
    groups.add(0);
    groupTraces.add(0);
    for (int t = 0; t < traceCount; t++) {
      next[traces[t]] = traceRows[t];
      traceRows[t + 1] = traceRows[t] + counts[traces[t]];
      boolean full = traceRows[t + 1] - groups.get(groups.size() - 1) >= rowGroupSpans;
      if (full || t == traceCount - 1) {
        groups.add(traceRows[t + 1]);
        groupTraces.add(t + 1);
      }
    }
    int[] sources = new int[spanRows.length];
    for (int row : spanRows) {
      sources[next[source.trace(row)]++] = row;
    }
    int[] scratch = new int[spanRows.length];
    IndirectSort.Order inTrace =
        (a, b) -> {
          int byStart = Long.compare(start[a], start[b]);
          return byStart != 0 ? byStart : Long.compareUnsigned(id[a], id[b]);
        };
    for (int t = 0; t < traceCount; t++) {
      IndirectSort.sort(sources, traceRows[t], traceRows[t + 1], scratch, inTrace);
    }
    int[] targets = new int[source.spanCount()];
    Arrays.fill(targets, -1);
    for (int i = 0; i < sources.length; i++) {
      targets[sources[i]] = i;
    }
    long[] highs = new long[traceCount];
    long[] lows = new long[traceCount];
    long[] orderedStarts = new long[traceCount];
    long[] orderedEnds = new long[traceCount];
    for (int t = 0; t < traceCount; t++) {
      highs[t] = source.traceIdHigh(traces[t]);
      lows[t] = source.traceIdLow(traces[t]);
      orderedStarts[t] = starts[traces[t]];
      orderedEnds[t] = ends[traces[t]];
    }
    return new SpanOrder(
        new RowOrder(sources, targets, groups.toArray()),
        traceRows,
        groupTraces.toArray(),
        highs,
        lows,
        orderedStarts,
        orderedEnds);
  }

  private static int compareIds(Segment source, int a, int b) {
    int byHigh = Long.compareUnsigned(source.traceIdHigh(a), source.traceIdHigh(b));
    return byHigh != 0 ? byHigh : Long.compareUnsigned(source.traceIdLow(a), source.traceIdLow(b));
  }

  /// Of each place the trace (of one row group, from its first on) with the id of that rank.
  long[] byId(int group) {
    int from = groupTraces[group];
    int count = groupTraces[group + 1] - from;
    int[] traces = new int[count];
    Arrays.setAll(traces, i -> from + i);
    IndirectSort.sort(
        traces,
        0,
        count,
        new int[count],
        (a, b) -> {
          int byHigh = Long.compareUnsigned(highs[a], highs[b]);
          return byHigh != 0 ? byHigh : Long.compareUnsigned(lows[a], lows[b]);
        });
    long[] places = new long[count];
    for (int i = 0; i < count; i++) {
      places[i] = (long) traces[i] - from;
    }
    return places;
  }

  /// First rows of the pages of a row group, from its first row on, and its row count at the end:
  /// about so many rows a page, cut between traces unless a trace is longer than two pages.
  int[] pageCuts(int group, int pageRows) {
    int base = rows.groups()[group];
    int end = rows.groups()[group + 1];
    IntVector cuts = new IntVector(64);
    cuts.add(0);
    int last = base;
    for (int t = groupTraces[group]; t < groupTraces[group + 1]; t++) {
      int to = traceRows[t + 1];
      while (to - last > 2 * pageRows) {
        last += pageRows;
        cuts.add(last - base);
      }
      if (to - last >= pageRows && to < end) {
        last = to;
        cuts.add(last - base);
      }
    }
    cuts.add(end - base);
    return cuts.toArray();
  }
}
