package dev.clew.store.parquet;

import dev.clew.model.Dictionary;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The values of a column in one row group, or in some pages of it. Arrays may be longer than what
/// they hold; nobody writes to them.
///
/// ```
/// rows          2      5      6        of entry i its row; null where entry i is in row i
/// lists         0      2      2     3  of entry i its first element; null where entries are values
/// codes, words  a  b          c        of element i its value
/// ```
///
/// @param rowCount rows of the row group (or pages), those without a value included
/// @param count entries, which is rows with a value
/// @param rows ascending
/// @param lists one longer than `count`
/// @param dictionary what codes refer to; null for a type that is not coded
/// @param codes null for a type that is not coded, or where element `i` is dictionary entry `i`
/// @param words null for a type that is coded
/// @param lows the second words of {@link ColumnType#FIXED16}, else null
@SuppressWarnings("ArrayRecordComponent")
public record ColumnData(
    int rowCount,
    int count,
    int @Nullable [] rows,
    int @Nullable [] lists,
    @Nullable Dictionary dictionary,
    int @Nullable [] codes,
    long @Nullable [] words,
    long @Nullable [] lows) {

  /// Values that are words.
  public static ColumnData ofWords(int rowCount, int count, int @Nullable [] rows, long[] words) {
    return new ColumnData(rowCount, count, rows, null, null, null, words, null);
  }

  /// Values that are pairs of words, one for every row.
  public static ColumnData ofPairs(int rowCount, long[] highs, long[] lows) {
    return new ColumnData(rowCount, rowCount, null, null, null, null, highs, lows);
  }

  /// Values that are entries of a dictionary.
  public static ColumnData ofCodes(
      int rowCount,
      int count,
      int @Nullable [] rows,
      Dictionary dictionary,
      int @Nullable [] codes) {
    return new ColumnData(rowCount, count, rows, null, dictionary, codes, null, null);
  }

  /// The same elements, in lists.
  ///
  /// @param listRows of list `i` its row
  /// @param starts of list `i` its first element, and at the end the number of elements
  public ColumnData inLists(int count, int @Nullable [] listRows, int[] starts) {
    return new ColumnData(rowCount, count, listRows, starts, dictionary, codes, words, lows);
  }

  /// How many elements all entries have together.
  public int elementCount() {
    return lists == null ? count : lists[count];
  }

  /// The row of an entry.
  public int row(int entry) {
    return rows == null ? entry : rows[entry];
  }

  /// The first entry of a row, or where it would be.
  public int entryOfRow(int row) {
    if (rows == null) {
      return Math.min(row, count);
    }
    int found = Arrays.binarySearch(rows, 0, count, row);
    return found < 0 ? -found - 1 : found;
  }

  /// The first element of an entry.
  public int elementOf(int entry) {
    return lists == null ? entry : lists[entry];
  }

  /// The dictionary entry of an element.
  ///
  /// @throws IllegalStateException where the type is not coded
  public int code(int element) {
    return codes == null ? element : codes[element];
  }

  long[] requireWords() {
    if (words == null) {
      throw new IllegalStateException("a column of codes has no words");
    }
    return words;
  }

  Dictionary requireDictionary() {
    if (dictionary == null) {
      throw new IllegalStateException("a column of words has no dictionary");
    }
    return dictionary;
  }

  /// Bytes of memory, near enough for a cache; the dictionary's among them.
  public long memoryBytes() {
    long bytes = 64;
    bytes += rows == null ? 0 : 4L * rows.length;
    bytes += lists == null ? 0 : 4L * lists.length;
    bytes += codes == null ? 0 : 4L * codes.length;
    bytes += words == null ? 0 : 8L * words.length;
    bytes += lows == null ? 0 : 8L * lows.length;
    return bytes + (dictionary == null ? 0 : dictionary.byteSize() + 4L * dictionary.size());
  }
}
