package dev.clew.query.heatmap;

import dev.clew.query.heatmap.HeatMap.Cell;
import dev.clew.query.read.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts traces in cells while their range is not known yet. Columns begin at the window's start
/// and are as wide as they must be: given, where the window has both ends, else a power of two of
/// nanoseconds that doubles, two columns becoming one, as soon as the traces do not fit. So the
/// result is that of their range alone, whatever their order.
///
/// Memory is bounded by the number of columns and the steps of {@link DurationScale}.
public final class HeatGrid {
  /// What a cell takes in memory, in bytes, with its place in the table.
  public static final int CELL_BYTES = 56;

  private final TimeWindow window;
  private final int maxColumns;
  private final int maxRows;
  private final boolean fixed;

  /// Of column `c` (counted from the window's start) and duration step `s` the cell at
  /// `c % maxColumns * steps + s`.
  private @Nullable Count[] cells;

  /// In nanoseconds, unsigned; 0 for 2^64, which is all of time.
  private long width;

  private long first;
  private long last;
  private long traces;
  private long errors;

  /// @param window whose ends are the map's, where it has both
  /// @param maxColumns how many columns there may be, at least 1
  /// @param maxRows how many rows there may be, at least 1
  public HeatGrid(TimeWindow window, int maxColumns, int maxRows) {
    this.window = window;
    this.maxColumns = maxColumns;
    this.maxRows = maxRows;
    fixed = window.from() != Long.MIN_VALUE && window.to() != Long.MAX_VALUE;
    cells = new Count[maxColumns * DurationScale.size()];
    if (fixed) {
      width = Long.divideUnsigned(window.to() - window.from(), maxColumns) + 1;
      last = column(window.to());
    } else {
      width = 1;
    }
  }

  /// Counts a trace.
  ///
  /// @param startNanos since 1970, not after the window; one before it counts at its start
  /// @param durationNanos from its start to its end
  /// @param error whether a span of it has the status error
  /// @return whether it is the first in its cell
  public boolean add(long startNanos, long durationNanos, boolean error, long idHigh, long idLow) {
    long column = column(startNanos);
    if (!fixed) {
      column = makeRoom(startNanos, column);
    }
    int at = slot(column) + DurationScale.step(durationNanos);
    Count cell = cells[at];
    boolean fresh = cell == null;
    if (cell == null) {
      cell = new Count();
      cells[at] = cell;
    }
    cell.add(error, idHigh, idLow);
    traces++;
    errors += error ? 1 : 0;
    return fresh;
  }

  private long column(long startNanos) {
    long since = Math.max(startNanos, window.from()) - window.from();
    return width == 0 ? 0 : Long.divideUnsigned(since, width);
  }

  private int slot(long column) {
    return (int) Long.remainderUnsigned(column, maxColumns) * DurationScale.size();
  }

  /// Extends the columns by one, at any distance.
  ///
  /// @return the column's number then
  private long makeRoom(long startNanos, long wanted) {
    long column = wanted;
    if (traces == 0) {
      first = column;
      last = column;
    }
    long from = min(first, column);
    long to = max(last, column);
    while (Long.compareUnsigned(to - from, maxColumns) >= 0) {
      halve();
      column = column(startNanos);
      from = min(first, column);
      to = max(last, column);
    }
    first = from;
    last = to;
    return column;
  }

  private void halve() {
    @Nullable Count[] before = cells;
    cells = new Count[before.length];
    for (int i = 0; i <= last - first; i++) {
      long column = first + i;
      int from = slot(column);
      int to = slot(column >>> 1);
      for (int step = 0; step < DurationScale.size(); step++) {
        Count count = before[from + step];
        Count there = cells[to + step];
        if (count != null) {
          cells[to + step] = there == null ? count : there.with(count);
        }
      }
    }
    width <<= 1;
    first >>>= 1;
    last >>>= 1;
  }

  private static long min(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0 ? a : b;
  }

  private static long max(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? a : b;
  }

  /// What was counted so far.
  public HeatMap map() {
    if (traces == 0 && !fixed) {
      return new HeatMap(0, 0, 0, 0, List.of(), List.of(), 0, 0);
    }
    long end = min(window.to() - window.from(), (last + 1) * width - 1);
    Rows rows = Rows.of(this);
    return new HeatMap(
        (int) (last - first) + 1,
        window.from() + first * width,
        window.from() + end,
        width == 0 ? -1 : width,
        rows.bounds(),
        rows.cells(this),
        traces,
        errors);
  }

  private @Nullable Count cell(long column, int step) {
    return cells[slot(column) + step];
  }

  /// The steps that have traces, put together to as many rows as are wanted.
  ///
  /// @param count how many rows
  /// @param steps how many steps make a row
  private record Rows(int firstStep, int count, int steps) {
    static Rows of(HeatGrid grid) {
      int first = Integer.MAX_VALUE;
      int last = -1;
      for (int at = 0; at < grid.cells.length; at++) {
        if (grid.cells[at] != null) {
          first = Math.min(first, at % DurationScale.size());
          last = Math.max(last, at % DurationScale.size());
        }
      }
      if (last < 0) {
        return new Rows(0, 0, 1);
      }
      int steps = Math.ceilDiv(last - first + 1, grid.maxRows);
      return new Rows(first, Math.ceilDiv(last - first + 1, steps), steps);
    }

    List<Long> bounds() {
      List<Long> bounds = new ArrayList<>();
      for (int row = 0; count > 0 && row <= count; row++) {
        bounds.add(DurationScale.bound(firstStep + row * steps));
      }
      return List.copyOf(bounds);
    }

    List<Cell> cells(HeatGrid grid) {
      List<Cell> found = new ArrayList<>();
      for (int column = 0; column <= grid.last - grid.first; column++) {
        for (int row = 0; row < count; row++) {
          Count sum = null;
          for (int i = 0; i < steps; i++) {
            int step = firstStep + row * steps + i;
            Count count = step < DurationScale.size() ? grid.cell(grid.first + column, step) : null;
            if (count != null) {
              sum = (sum == null ? new Count() : sum).with(count);
            }
          }
          if (sum != null) {
            found.add(sum.cell(column, row));
          }
        }
      }
      return List.copyOf(found);
    }
  }

  private static final class Count {
    private long traces;
    private long errors;
    private boolean exampleFailed;
    private long exampleHigh;
    private long exampleLow;

    void add(boolean error, long idHigh, long idLow) {
      offer(error, idHigh, idLow);
      traces++;
      errors += error ? 1 : 0;
    }

    /// Adds another cell's traces.
    ///
    /// @return this
    Count with(Count other) {
      offer(other.exampleFailed, other.exampleHigh, other.exampleLow);
      traces += other.traces;
      errors += other.errors;
      return this;
    }

    private void offer(boolean error, long idHigh, long idLow) {
      int order = Long.compareUnsigned(idHigh, exampleHigh);
      order = order != 0 ? order : Long.compareUnsigned(idLow, exampleLow);
      if (traces == 0 || (error == exampleFailed ? order < 0 : error)) {
        exampleFailed = error;
        exampleHigh = idHigh;
        exampleLow = idLow;
      }
    }

    Cell cell(int column, int row) {
      return new Cell(column, row, traces, errors, exampleHigh, exampleLow);
    }
  }
}
