package dev.clew.store.segment;

import org.jspecify.annotations.Nullable;

/// The values of one column, in ascending order of row. Arrays may be longer than `count`; nobody
/// writes to them.
///
/// @param count how many values there are
/// @param rows of value `i` its row; null where value `i` is that of row `i`. A row occurs twice
/// where
///     an owner repeats a key
/// @param codes of value `i` its code in the column's dictionary; null where the type is not coded,
/// or
///     where value `i` is dictionary entry `i`
/// @param words of value `i` its 64 bits, for the types that are not coded
@SuppressWarnings("ArrayRecordComponent")
public record ColumnValues(
    int count, int @Nullable [] rows, int @Nullable [] codes, long @Nullable [] words) {

  public int row(int index) {
    return rows == null ? index : rows[index];
  }

  public int code(int index) {
    return codes == null ? index : codes[index];
  }

  /// The 64 bits of value `index`, for types that are not coded.
  ///
  /// @throws IllegalStateException where the type is coded
  public long word(int index) {
    if (words == null) {
      throw new IllegalStateException("a coded column has no words");
    }
    return words[index];
  }
}
