package dev.clew.model.otlp;

import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.ProtobufReader.Malformed;

/// Bounds what a small body can blow up to: an empty span takes two bytes on the wire and nearly a
/// hundred in columns.
///
/// Looking at the columns' size costs too much for every row, so it is done for one row in
/// {@value #ROWS_PER_CHECK}; the limits may be passed by that many rows.
final class ColumnBudget {
  /// The usual limit: 256 MiB, four times the largest body that the doors take by default.
  static final long DEFAULT_BYTES = 256L << 20;

  /// How many attribute columns one body may make. Each costs the live store about a kilobyte.
  static final int MAX_COLUMNS = 32_768;

  private static final int ROWS_PER_CHECK = 4096;

  private final long limit;
  private SpanBatchBuilder builder = new SpanBatchBuilder();
  private int rows;

  ColumnBudget(long limit) {
    this.limit = limit;
  }

  void begin(SpanBatchBuilder newBuilder) {
    builder = newBuilder;
    rows = 0;
  }

  /// Counts a span, attribute, event, link, scope or resource.
  ///
  /// @param at where the reader stands, for the error
  void countRow(int at) throws Malformed {
    if (++rows % ROWS_PER_CHECK != 0) {
      return;
    }
    if (builder.byteSize() > limit) {
      throw Malformed.tooLarge(at, "columns of " + builder.byteSize() + " bytes, limit " + limit);
    }
    if (builder.attributeColumnCount() > MAX_COLUMNS) {
      throw Malformed.tooLarge(
          at,
          "attributes of "
              + builder.attributeColumnCount()
              + " keys and types, limit "
              + MAX_COLUMNS);
    }
  }
}
