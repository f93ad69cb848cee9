package dev.clew.model;

import java.util.Arrays;

/// Collects attributes owner by owner and sorts them into columns at the end. Entries stand in flat
/// arrays that are kept from batch to batch. Not thread-safe.
///
/// Spans of one kind carry the same keys in the same order, so each column remembers which column
/// followed it last: as a rule the next attribute finds its column by one comparison.
public final class AttributeTableBuilder {
  private static final int NONE = -1;

  private final IntVector owners = new IntVector(256);
  private final IntVector columns = new IntVector(256);
  private final LongVector values = new LongVector(256);

  /// Of a column `key * AttributeType.COUNT + type`.
  private final LongVector columnKeys = new LongVector(64);

  /// Of a column the one that last followed it, or itself.
  private final IntVector followers = new IntVector(64);

  /// Open addressing by column key; {@link #NONE} where no column is.
  private int[] slots = new int[128];

  private final long seed;
  private int lastColumn = NONE;

  /// @param seed for the hash of columns; random where strangers choose the keys
  AttributeTableBuilder(long seed) {
    this.seed = seed;
    Arrays.fill(slots, NONE);
  }

  /// Adds an attribute. Owners must not descend.
  ///
  /// @param owner row of the span, event, link, resource or scope
  /// @param key code of the batch's strings
  /// @param word the value in the form that {@link AttributeType} gives
  public void add(int owner, int key, AttributeType type, long word) {
    owners.add(owner);
    columns.add(column((long) key * AttributeType.COUNT + type.ordinal()));
    values.add(word);
  }

  /// The key, a code of the batch's strings, that is most likely to come next; a hint only.
  public int expectedKey() {
    return lastColumn == NONE ? 0 : key(followers.get(lastColumn));
  }

  int columnCount() {
    return columnKeys.size();
  }

  int entryCount() {
    return owners.size();
  }

  /// Bytes that the entries take.
  long byteSize() {
    return 16L * owners.size();
  }

  /// Forgets the entries from `entryCount` on; columns that thereby lose all values go at the end.
  void truncate(int entryCount) {
    owners.truncate(entryCount);
    columns.truncate(entryCount);
    values.truncate(entryCount);
  }

  void clear() {
    Arrays.fill(slots, NONE);
    columnKeys.truncate(0);
    followers.truncate(0);
    lastColumn = NONE;
    truncate(0);
  }

  /// Sorts the entries by column into arrays of their own; stable, so owners ascend within each.
  AttributeTable build(int ownerCount) {
    int entries = owners.size();
    int columnCount = columnKeys.size();
    int[] counts = new int[columnCount];
    for (int e = 0; e < entries; e++) {
      counts[columns.get(e)]++;
    }
    int used = 0;
    for (int count : counts) {
      used += count > 0 ? 1 : 0;
    }
    int[] keys = new int[used];
    byte[] types = new byte[used];
    int[] starts = new int[used + 1];
    int[] next = new int[columnCount];
    int start = 0;
    for (int c = 0, u = 0; c < columnCount; c++) {
      next[c] = start;
      if (counts[c] > 0) {
        keys[u] = key(c);
        types[u] = (byte) (columnKeys.get(c) % AttributeType.COUNT);
        start += counts[c];
        starts[++u] = start;
      }
    }
    int[] sortedOwners = new int[entries];
    long[] sortedValues = new long[entries];
    for (int e = 0; e < entries; e++) {
      int at = next[columns.get(e)]++;
      sortedOwners[at] = owners.get(e);
      sortedValues[at] = values.get(e);
    }
    return new AttributeTable(ownerCount, keys, types, starts, sortedOwners, sortedValues);
  }

  private int key(int column) {
    return (int) (columnKeys.get(column) / AttributeType.COUNT);
  }

  private int column(long columnKey) {
    if (lastColumn != NONE) {
      int expected = followers.get(lastColumn);
      if (columnKeys.get(expected) == columnKey) {
        lastColumn = expected;
        return expected;
      }
    }
    int column = lookUp(columnKey);
    if (lastColumn != NONE) {
      followers.set(lastColumn, column);
    }
    lastColumn = column;
    return column;
  }

  private int lookUp(long columnKey) {
    int slot = slot(columnKey);
    while (slots[slot] != NONE) {
      if (columnKeys.get(slots[slot]) == columnKey) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    int column = columnKeys.size();
    columnKeys.add(columnKey);
    followers.add(column);
    slots[slot] = column;
    if (columnKeys.size() * 2 > slots.length) {
      grow();
    }
    return column;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    Arrays.fill(slots, NONE);
    for (int column = 0; column < columnKeys.size(); column++) {
      int slot = slot(columnKeys.get(column));
      while (slots[slot] != NONE) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = column;
    }
  }

  private int slot(long columnKey) {
    return (int) Hash.mix(columnKey, seed) & (slots.length - 1);
  }
}
