package dev.clew.instrumentation.jdbc;

import org.jspecify.annotations.Nullable;

/// How many rows came of a call.
///
/// @param returned read by the application; -1 where it was not counted
/// @param affected by an update; -1 where it was not counted
record DbResult(long returned, long affected) {
  static final DbResult NOT_COUNTED = new DbResult(-1, -1);

  static DbResult returned(long rows) {
    return new DbResult(rows, -1);
  }

  /// What a method of a statement returned: a count, or those of a batch.
  static DbResult affected(@Nullable Object returned) {
    long rows = -1;
    if (returned instanceof Number count) {
      rows = count.longValue();
    } else if (returned instanceof int[] counts) {
      rows = 0;
      for (int count : counts) {
        rows += Math.max(count, 0);
      }
    } else if (returned instanceof long[] counts) {
      rows = 0;
      for (long count : counts) {
        rows += Math.max(count, 0);
      }
    }
    return new DbResult(-1, rows);
  }
}
