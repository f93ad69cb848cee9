package dev.clew.store.block;

import dev.clew.store.segment.ColumnValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Brings the values of a column into a file's order of rows. Kept from column to column. Not
/// thread-safe.
final class RowGather {
  private int count;
  private boolean dense;
  private int[] rows = new int[0];
  private int[] picks = new int[0];
  private long[] pairs = new long[0];

  /// How many rows have a value.
  int count() {
    return count;
  }

  /// Rows with a value, ascending; null where all have one. To be copied by who keeps it.
  int @Nullable [] rows() {
    return dense ? null : rows;
  }

  /// Of each row with a value which value of the column it is.
  int[] picks() {
    return picks;
  }

  /// Gathers the values of all rows of the file. Of values that a row has more than once only the
  /// first counts.
  void gather(ColumnValues values, RowOrder order) {
    int rowCount = order.count();
    if (values.rows() == null && values.count() == order.targets().length) {
      dense = true;
      count = rowCount;
      picks = order.sources();
      return;
    }
    dense = false;
    if (rows.length < rowCount) {
      rows = new int[rowCount];
    }
    picks = new int[Math.min(rowCount, values.count())];
    if (values.count() > rowCount / 8) {
      scatter(values, order);
    } else {
      sort(values, order);
    }
    dense = count == rowCount;
  }

  private void scatter(ColumnValues values, RowOrder order) {
    int rowCount = order.count();
    int[] pickOf = rows;
    Arrays.fill(pickOf, 0, rowCount, -1);
    int[] targets = order.targets();
    for (int i = values.count() - 1; i >= 0; i--) {
      int target = targets[values.row(i)];
      if (target >= 0) {
        pickOf[target] = i;
      }
    }
    count = 0;
    for (int row = 0; row < rowCount; row++) {
      int pick = pickOf[row];
      if (pick >= 0) {
        picks[count] = pick;
        rows[count++] = row;
      }
    }
  }

  private void sort(ColumnValues values, RowOrder order) {
    if (pairs.length < values.count()) {
      pairs = new long[values.count()];
    }
    int[] targets = order.targets();
    int found = 0;
    for (int i = 0; i < values.count(); i++) {
      int target = targets[values.row(i)];
      if (target >= 0) {
        pairs[found++] = ((long) target << 32) | i;
      }
    }
    Arrays.sort(pairs, 0, found);
    count = 0;
    int last = -1;
    for (int i = 0; i < found; i++) {
      int target = (int) (pairs[i] >>> 32);
      if (target != last) {
        last = target;
        picks[count] = (int) pairs[i];
        rows[count++] = target;
      }
    }
  }

  /// Keeps only the rows whose value passes.
  void retain(IntTest passes) {
    if (dense) {
      int all = count;
      if (rows.length < all) {
        rows = new int[all];
      }
      picks = picks.clone();
      for (int i = 0; i < all; i++) {
        rows[i] = i;
      }
      dense = false;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (passes.test(picks[i])) {
        picks[kept] = picks[i];
        rows[kept++] = rows[i];
      }
    }
    count = kept;
  }

  /// Says yes or no to a value of the column, by its index.
  interface IntTest {
    boolean test(int pick);
  }

  /// Where in this gathering the rows of the file from `row` on begin.
  int from(int row) {
    if (dense) {
      return row;
    }
    int found = Arrays.binarySearch(rows, 0, count, row);
    return found < 0 ? -found - 1 : found;
  }
}
