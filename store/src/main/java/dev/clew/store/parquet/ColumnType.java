package dev.clew.store.parquet;

/// What the values of a column are: a physical type of Parquet and what it stands for.
public enum ColumnType {
  /// UTF-8 text.
  STRING,
  /// Bytes.
  BINARY,
  INT64,
  /// Nanoseconds since 1970 in UTC, an `INT64`.
  TIMESTAMP,
  /// IEEE 754 bits.
  DOUBLE,
  /// Words 0 and 1.
  BOOLEAN,
  /// Eight bytes, a word each, big-endian.
  FIXED8,
  /// Sixteen bytes: two words each, big-endian.
  FIXED16;

  private static final ColumnType[] VALUES = values();

  static ColumnType of(int ordinal) {
    return VALUES[ordinal];
  }

  /// Whether values are codes of a dictionary, not words.
  public boolean isCoded() {
    return this == STRING || this == BINARY;
  }
}
