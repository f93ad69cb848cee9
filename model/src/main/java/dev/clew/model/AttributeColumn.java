package dev.clew.model;

/// The values of one attribute key and one type in an {@link AttributeTable}: sparse, in ascending
/// order of owner. An owner occurs twice where it repeats the key.
public final class AttributeColumn {
  private final int key;
  private final AttributeType type;
  private final int from;
  private final int count;
  private final int[] owners;
  private final long[] values;

  AttributeColumn(int key, AttributeType type, int from, int count, int[] owners, long[] values) {
    this.key = key;
    this.type = type;
    this.from = from;
    this.count = count;
    this.owners = owners;
    this.values = values;
  }

  /// The key, a code of the batch's strings.
  public int key() {
    return key;
  }

  public AttributeType type() {
    return type;
  }

  /// How many values there are.
  public int count() {
    return count;
  }

  /// The row of the span, event, link, resource or scope that has the `index`-th value.
  public int owner(int index) {
    return owners[from + index];
  }

  /// The `index`-th value, in the form that {@link AttributeType} gives.
  public long value(int index) {
    return values[from + index];
  }
}
