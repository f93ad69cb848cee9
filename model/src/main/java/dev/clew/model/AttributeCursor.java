package dev.clew.model;

/// Walks the attributes of one owner after another: `seek(row)`, then `while (next())`.
///
/// For cold paths, such as answers and tests. Making a cursor turns the whole table round once;
/// after that a seek costs nothing. Not thread-safe.
public final class AttributeCursor {
  private final AttributeTable table;
  private final AttributeTable.RowMajor rows;
  private final Dictionary strings;
  private final Dictionary blobs;
  private int at;
  private int end;

  AttributeCursor(AttributeTable table, Dictionary strings, Dictionary blobs) {
    this.table = table;
    this.rows = table.rowMajor();
    this.strings = strings;
    this.blobs = blobs;
  }

  /// Goes before the first attribute of an owner.
  public AttributeCursor seek(int owner) {
    at = rows.first()[owner] - 1;
    end = rows.first()[owner + 1];
    return this;
  }

  /// How many attributes the owner has that was sought last.
  public int remaining() {
    return end - at - 1;
  }

  public boolean next() {
    return ++at < end;
  }

  /// The key, a code of the batch's strings.
  public int keyCode() {
    return table.key(rows.column()[at]);
  }

  public String key() {
    return strings.string(keyCode());
  }

  public AttributeType type() {
    return table.type(rows.column()[at]);
  }

  /// The value in the form that {@link AttributeType} gives.
  public long word() {
    return table.value(rows.entry()[at]);
  }

  /// The value of a `STRING`.
  public String string() {
    return strings.string((int) word());
  }

  /// The value of a `DOUBLE`.
  public double doubleValue() {
    return Double.longBitsToDouble(word());
  }

  /// A copy of the bytes of a `BYTES`, or of the protobuf of an `ARRAY` or `KEY_VALUE_LIST`.
  public byte[] blob() {
    return blobs.bytes((int) word());
  }
}
