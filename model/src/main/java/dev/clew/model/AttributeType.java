package dev.clew.model;

/// The type of an attribute's value: the cases of OTLP's `AnyValue`, and none.
///
/// A value travels as one 64-bit word whose meaning the type gives. The order is part of the log's
/// record format: add at the end only.
public enum AttributeType {
  /// The word is a code of the batch's strings.
  STRING,
  /// The word is the integer.
  INT,
  /// The word is the IEEE 754 bit pattern, NaN payload included.
  DOUBLE,
  /// The word is 0 or 1.
  BOOL,
  /// The word is a code of the batch's blobs.
  BYTES,
  /// The word is a code of the batch's blobs: an OTLP `ArrayValue` in protobuf, canonical form.
  ARRAY,
  /// The word is a code of the batch's blobs: an OTLP `KeyValueList` in protobuf, canonical form.
  KEY_VALUE_LIST,
  /// A key without a value: the word is 0 for an `AnyValue` that is there and empty, 1 for none.
  EMPTY;

  private static final AttributeType[] VALUES = values();

  /// The number of types.
  public static final int COUNT = VALUES.length;

  /// The type with an ordinal, without the copy that `values()` makes.
  ///
  /// @throws IllegalArgumentException when there is none
  public static AttributeType of(int ordinal) {
    if (ordinal < 0 || ordinal >= COUNT) {
      throw new IllegalArgumentException("no attribute type " + ordinal);
    }
    return VALUES[ordinal];
  }

  /// Whether the word is a code of the batch's strings or blobs.
  public boolean isCoded() {
    return switch (this) {
      case STRING, BYTES, ARRAY, KEY_VALUE_LIST -> true;
      case INT, DOUBLE, BOOL, EMPTY -> false;
    };
  }
}
