package dev.clew.model;

import java.util.Arrays;

/// The attributes of all spans of a batch (or of all its events, links, resources or scopes):
/// one sparse column for each key and type.
///
/// Columns stand in order of their first value, which is the order of attributes wherever owners
/// are re-assembled; the order among an owner's attributes is not kept beyond that, since OTLP
/// gives it no meaning.
public final class AttributeTable {
  private final int ownerCount;
  final int[] keys;
  final byte[] types;
  final int[] starts;
  final int[] owners;
  final long[] values;

  /// @param starts of column `c` its first entry; one longer than there are columns
  AttributeTable(
      int ownerCount, int[] keys, byte[] types, int[] starts, int[] owners, long[] values) {
    this.ownerCount = ownerCount;
    this.keys = keys;
    this.types = types;
    this.starts = starts;
    this.owners = owners;
    this.values = values;
  }

  /// How many owners (rows) the table speaks of, those without attributes included.
  public int ownerCount() {
    return ownerCount;
  }

  public int columnCount() {
    return keys.length;
  }

  /// How many attributes all owners have together.
  public int entryCount() {
    return starts[keys.length];
  }

  public AttributeColumn column(int index) {
    int from = starts[index];
    return new AttributeColumn(
        keys[index], type(index), from, starts[index + 1] - from, owners, values);
  }

  int key(int column) {
    return keys[column];
  }

  AttributeType type(int column) {
    return AttributeType.of(types[column]);
  }

  long value(int entry) {
    return values[entry];
  }

  /// The table turned round: for each owner its entries, in order of columns. One pass.
  RowMajor rowMajor() {
    int[] first = new int[ownerCount + 1];
    int entries = entryCount();
    for (int e = 0; e < entries; e++) {
      first[owners[e] + 1]++;
    }
    for (int o = 0; o < ownerCount; o++) {
      first[o + 1] += first[o];
    }
    int[] next = Arrays.copyOf(first, ownerCount);
    int[] entry = new int[entries];
    int[] column = new int[entries];
    for (int c = 0; c < keys.length; c++) {
      for (int e = starts[c]; e < starts[c + 1]; e++) {
        int at = next[owners[e]]++;
        entry[at] = e;
        column[at] = c;
      }
    }
    return new RowMajor(first, entry, column);
  }

  /// @param first of owner `o` its first place in `entry` and `column`
  @SuppressWarnings("ArrayRecordComponent")
  record RowMajor(int[] first, int[] entry, int[] column) {}
}
