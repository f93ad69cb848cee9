package dev.clew.query.read;

import java.time.Duration;

/// What one query may use. A query that would pass a limit fails with
/// {@link QueryException.Kind#LIMIT_EXCEEDED}; there are no answers cut short in silence.
///
/// @param time from the start of the query on; positive
/// @param bytesRead of columns that are looked at, in their decoded size, over the whole query
/// @param bytesHeld of what the query keeps in memory at one time beside the columns of the segment
/// it is reading: traces put together from pieces, candidates, values found
public record QueryLimits(Duration time, long bytesRead, long bytesHeld) {
  /// One minute, 64 GiB read, 256 MiB held.
  public static final QueryLimits DEFAULT =
      new QueryLimits(Duration.ofMinutes(1), 64L << 30, 256L << 20);

  /// @throws IllegalArgumentException where a limit is not positive
  public QueryLimits {
    if (!time.isPositive() || bytesRead <= 0 || bytesHeld <= 0) {
      throw new IllegalArgumentException(
          "limits must be positive: time " + time + ", read " + bytesRead + ", held " + bytesHeld);
    }
  }
}
