package dev.clew.query;

import dev.clew.traceql.Query;

/// A question for a {@link dev.clew.query.heatmap.HeatMap}.
///
/// @param query whose matching spans' traces are counted
/// @param columns how many there may be, at least 1
/// @param rows how many there may be, at least 1
/// @param bounds when, how much, and whether still; the window's ends are the map's, where it has
/// both, else the map is as wide as the traces found
public record HeatMapRequest(Query query, int columns, int rows, QueryBounds bounds) {
  /// @throws IllegalArgumentException where a number is too small
  public HeatMapRequest {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException(
          "a heat map needs a column and a row at least, not " + columns + " and " + rows);
    }
  }
}
