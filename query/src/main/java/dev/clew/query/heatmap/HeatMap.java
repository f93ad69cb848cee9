package dev.clew.query.heatmap;

import dev.clew.model.TraceIds;
import java.util.List;

/// How long traces took, over the time of their starts. Column `c` is the time from
/// `startNanos + c * columnNanos` on, row `r` the durations from `durationBounds[r]` to below
/// `durationBounds[r + 1]`.
///
/// @param columns how many there are; 0 where there is no range of time to show, and then the times
/// are 0
/// @param startNanos since 1970
/// @param endNanos since 1970, inclusive; the last column may reach beyond it
/// @param columnNanos the width of a column; an unsigned number, as the range may be all of time
/// @param durationBounds in nanoseconds, ascending in about equal ratios; one more than there are
/// rows, or none where there is no trace
/// @param cells those that have traces, by column and row
/// @param traces how many there are in all cells
/// @param errors how many of them have a span with the status error
public record HeatMap(
    int columns,
    long startNanos,
    long endNanos,
    long columnNanos,
    List<Long> durationBounds,
    List<Cell> cells,
    long traces,
    long errors) {

  /// Traces of about the same start and duration.
  ///
  /// @param traces how many, at least 1
  /// @param errors how many of them have a span with the status error
  /// @param exampleHigh the first eight bytes of the id of one of them: of those with an error,
  /// where there are such, the one with the smallest id
  /// @param exampleLow the last eight bytes of that id
  public record Cell(
      int column, int row, long traces, long errors, long exampleHigh, long exampleLow) {
    /// The example's id as 32 hexadecimal digits.
    public String exampleId() {
      return TraceIds.traceId(exampleHigh, exampleLow);
    }
  }
}
