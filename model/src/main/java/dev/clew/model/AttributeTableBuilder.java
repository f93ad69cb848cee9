package dev.clew.model;

import java.util.Arrays;

/// Collects attributes owner by owner and sorts them into columns at the end. Entries stand in flat
/// arrays that are kept from batch to batch. Not thread-safe.
public final class AttributeTableBuilder {
  private final IntVector owners = new IntVector(256);
  private final IntVector columns = new IntVector(256);
  private final LongVector values = new LongVector(256);
  private final IntVector columnKeys = new IntVector(64);
  private final IntVector columnTypes = new IntVector(64);

  /// Of (key, type) its column plus one, at `key * AttributeType.COUNT + type`; 0 where none is.
  private int[] columnOf = new int[256];

  AttributeTableBuilder() {}

  /// Adds an attribute. Owners must not descend.
  ///
  /// @param owner row of the span, event, link, resource or scope
  /// @param key code of the batch's strings
  /// @param word the value in the form that {@link AttributeType} gives
  public void add(int owner, int key, AttributeType type, long word) {
    owners.add(owner);
    columns.add(column(key, type));
    values.add(word);
  }

  int entryCount() {
    return owners.size();
  }

  /// Forgets the entries from `entryCount` on; columns that thereby lose all values go at the end.
  void truncate(int entryCount) {
    owners.truncate(entryCount);
    columns.truncate(entryCount);
    values.truncate(entryCount);
  }

  void clear() {
    for (int c = 0; c < columnKeys.size(); c++) {
      columnOf[columnKeys.get(c) * AttributeType.COUNT + columnTypes.get(c)] = 0;
    }
    columnKeys.truncate(0);
    columnTypes.truncate(0);
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
        keys[u] = columnKeys.get(c);
        types[u] = (byte) columnTypes.get(c);
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

  private int column(int key, AttributeType type) {
    int index = key * AttributeType.COUNT + type.ordinal();
    if (index >= columnOf.length) {
      columnOf = Arrays.copyOf(columnOf, Math.max(columnOf.length * 2, index + 1));
    }
    int column = columnOf[index] - 1;
    if (column < 0) {
      column = columnKeys.size();
      columnKeys.add(key);
      columnTypes.add(type.ordinal());
      columnOf[index] = column + 1;
    }
    return column;
  }
}
