package dev.clew.store.live;

import dev.clew.store.segment.ColumnName;

/// A column being appended to, by one thread. Values are never changed nor moved within an array,
/// so a view that holds arrays and counts stays as it is while the buffer grows.
interface ColumnBuffer {
  /// The values so far; cheap.
  LiveColumn view(ColumnName name);

  /// Forgets the values of rows from `rows` on. No values may be added after that: views taken
  /// before may hold the same arrays.
  void truncate(int rows);

  /// Bytes in use.
  long bytes();

  /// Bytes held, room for growth included.
  long allocatedBytes();
}
