package dev.clew.store.parquet;

/// A column of a file, as its schema has it.
///
/// @param name unique in the file, whatever the case of letters
/// @param nullable whether rows may lack it; always so for a list
/// @param list whether a row has a list of such values (never null themselves) instead of one
public record ColumnSpec(String name, ColumnType type, boolean nullable, boolean list) {
  /// A column with a value for every row.
  public static ColumnSpec required(String name, ColumnType type) {
    return new ColumnSpec(name, type, false, false);
  }

  /// A column with a value for some rows.
  public static ColumnSpec optional(String name, ColumnType type) {
    return new ColumnSpec(name, type, true, false);
  }

  /// A column with a list for some rows.
  public static ColumnSpec listOf(String name, ColumnType type) {
    return new ColumnSpec(name, type, true, true);
  }

  int maxDefinition() {
    return list ? 2 : nullable ? 1 : 0;
  }
}
