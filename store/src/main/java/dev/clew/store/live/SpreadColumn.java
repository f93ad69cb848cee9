package dev.clew.store.live;

import dev.clew.store.segment.ColumnValues;
import org.jspecify.annotations.Nullable;

/// A column of resources or scopes as spans see it: each span has the values of its owner.
final class SpreadColumn extends LazyColumn {
  private final LiveColumn column;
  private final int ownerCount;
  private final int spanCount;
  private final int[] scopeOf;
  private final int @Nullable [] resourceOf;

  /// @param ownerCount how many resources or scopes there are
  /// @param scopeOf of each span its scope
  /// @param resourceOf of each scope its resource; null where the owners are the scopes
  SpreadColumn(
      LiveColumn column,
      int ownerCount,
      int spanCount,
      int[] scopeOf,
      int @Nullable [] resourceOf) {
    super(column.name(), column.type(), column.dictionary(), column.range());
    this.column = column;
    this.ownerCount = ownerCount;
    this.spanCount = spanCount;
    this.scopeOf = scopeOf;
    this.resourceOf = resourceOf;
  }

  @Override
  public long at(int row) {
    return column.at(owner(row));
  }

  @Override
  ColumnValues unfold() {
    ColumnValues values = column.values();
    int[] first = firstOfOwner(values);
    long total = 0;
    boolean oneEach = true;
    for (int span = 0; span < spanCount; span++) {
      int owner = owner(span);
      int count = first[owner + 1] - first[owner];
      total += count;
      oneEach &= count == 1;
    }
    int size = Math.toIntExact(total);
    int[] rows = oneEach ? null : new int[size];
    int[] codes = type().isCoded() ? new int[size] : null;
    long[] words = type().isCoded() ? null : new long[size];
    int at = 0;
    for (int span = 0; span < spanCount; span++) {
      int owner = owner(span);
      for (int i = first[owner]; i < first[owner + 1]; i++) {
        if (rows != null) {
          rows[at] = span;
        }
        if (codes != null) {
          codes[at] = values.code(i);
        } else if (words != null) {
          words[at] = values.word(i);
        }
        at++;
      }
    }
    return new ColumnValues(size, rows, codes, words);
  }

  private int owner(int span) {
    int scope = scopeOf[span];
    return resourceOf == null ? scope : resourceOf[scope];
  }

  /// Of each owner its first value, and one more.
  private int[] firstOfOwner(ColumnValues values) {
    int[] first = new int[ownerCount + 1];
    for (int i = 0; i < values.count(); i++) {
      first[values.row(i) + 1]++;
    }
    for (int owner = 0; owner < ownerCount; owner++) {
      first[owner + 1] += first[owner];
    }
    return first;
  }
}
