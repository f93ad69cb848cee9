package dev.clew.model.otlp;

import dev.clew.model.AttributeTableBuilder;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.ProtobufReader.Malformed;

/// Reads `KeyValue` messages into attributes. Plain values go straight to their column; arrays and
/// key-value lists are written anew, in canonical form, into a buffer and become blobs.
///
/// Canonical is what protobuf-java would write: fields in order of number, none that is unknown,
/// the shortest varints, strings of valid UTF-8, and of a oneof the member that came last. A
/// message field that occurs twice is merged, as protobuf demands.
final class AnyValueReader {
  /// How deep arrays and key-value lists may be nested.
  static final int DEPTH_LIMIT = 64;

  private static final int ABSENT = -1;
  private static final int EMPTY = 0;
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int KEY_VALUE_LIST = 6;
  private static final int BYTES = 7;

  /// Points into the dictionary of OTLP's profiles; elsewhere, says the specification, it is to be
  /// read as an absent value.
  private static final int STRINDEX = 8;

  private final ProtobufReader reader;
  private final ColumnBudget budget;
  private SpanBatchBuilder builder = new SpanBatchBuilder();
  private final ValueBuffer buffer = new ValueBuffer();

  /// Which member of the oneof the attribute being read has so far.
  private int member;

  /// Of a bool, an int or a double, in the form of {@link AttributeType}.
  private long word;

  /// Of a string or bytes, where they stand in the reader's array.
  private int from;

  private int length;

  AnyValueReader(ProtobufReader reader, ColumnBudget budget) {
    this.reader = reader;
    this.budget = budget;
  }

  void begin(SpanBatchBuilder newBuilder) {
    builder = newBuilder;
    buffer.truncate(0);
  }

  /// Reads the string whose length comes next.
  ///
  /// @return its code
  int string() throws Malformed {
    int bytes = reader.length();
    int code = builder.string(reader.bytes(), reader.position(), bytes);
    reader.advance(bytes);
    return code;
  }

  /// Reads the `KeyValue` whose length comes next and adds it to `table`.
  void attribute(AttributeTableBuilder table, int owner) throws Malformed {
    budget.countRow(reader.position());
    int outer = reader.enter();
    int key = 0;
    member = ABSENT;
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | ProtobufReader.LENGTH -> {
          int keyLength = reader.length();
          key = builder.string(reader.bytes(), reader.position(), keyLength, table.expectedKey());
          reader.advance(keyLength);
        }
        case 2 << 3 | ProtobufReader.LENGTH -> {
          int outerOfValue = reader.enter();
          value();
          reader.leave(outerOfValue);
        }
        case 3 << 3 | ProtobufReader.VARINT -> reader.varint();
        default -> reader.skipUnknown(tag, OtlpMessage.KEY_VALUE);
      }
    }
    reader.leave(outer);
    add(table, owner, key);
  }

  private void add(AttributeTableBuilder table, int owner, int key) {
    switch (member) {
      case STRING -> {
        int code = builder.string(reader.bytes(), from, length);
        table.add(owner, key, AttributeType.STRING, code);
      }
      case INT -> table.add(owner, key, AttributeType.INT, word);
      case BOOL -> table.add(owner, key, AttributeType.BOOL, word);
      case DOUBLE -> table.add(owner, key, AttributeType.DOUBLE, word);
      case BYTES -> {
        int code = builder.blob(reader.bytes(), from, length);
        table.add(owner, key, AttributeType.BYTES, code);
      }
      case ARRAY -> table.add(owner, key, AttributeType.ARRAY, buffered());
      case KEY_VALUE_LIST -> table.add(owner, key, AttributeType.KEY_VALUE_LIST, buffered());
      default -> table.add(owner, key, AttributeType.EMPTY, member == EMPTY ? 0 : 1);
    }
  }

  private int buffered() {
    int code = builder.blob(buffer.bytes(), 0, buffer.size());
    buffer.truncate(0);
    return code;
  }

  private void value() throws Malformed {
    if (member == ABSENT) {
      member = EMPTY;
    }
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case STRING << 3 | ProtobufReader.LENGTH -> range(STRING);
        case BYTES << 3 | ProtobufReader.LENGTH -> range(BYTES);
        case BOOL << 3 | ProtobufReader.VARINT -> {
          member = BOOL;
          word = reader.varint() == 0 ? 0 : 1;
        }
        case INT << 3 | ProtobufReader.VARINT -> {
          member = INT;
          word = reader.varint();
        }
        case DOUBLE << 3 | ProtobufReader.FIXED64 -> {
          member = DOUBLE;
          word = reader.fixed64();
        }
        case ARRAY << 3 | ProtobufReader.LENGTH -> {
          forget(ARRAY);
          array(1);
        }
        case KEY_VALUE_LIST << 3 | ProtobufReader.LENGTH -> {
          forget(KEY_VALUE_LIST);
          keyValueList(1);
        }
        case STRINDEX << 3 | ProtobufReader.VARINT -> {
          member = EMPTY;
          reader.varint();
        }
        default -> reader.skipUnknown(tag, OtlpMessage.ANY_VALUE);
      }
    }
  }

  private void range(int newMember) throws Malformed {
    member = newMember;
    length = reader.length();
    from = reader.position();
    reader.advance(length);
  }

  private void forget(int newMember) {
    if (member != newMember) {
      buffer.truncate(0);
      member = newMember;
    }
  }

  /// Appends the content of an `ArrayValue`.
  private void array(int depth) throws Malformed {
    int outer = enter(depth);
    while (reader.hasMore()) {
      int tag = reader.tag();
      if (tag == (1 << 3 | ProtobufReader.LENGTH)) {
        int start = buffer.size();
        int outerOfValue = reader.enter();
        finish(nested(EMPTY, start, depth), start);
        reader.leave(outerOfValue);
        buffer.wrap(start, tag);
      } else {
        reader.skipUnknown(tag, OtlpMessage.ARRAY_VALUE);
      }
    }
    reader.leave(outer);
  }

  /// Appends the content of a `KeyValueList`.
  private void keyValueList(int depth) throws Malformed {
    int outer = enter(depth);
    while (reader.hasMore()) {
      int tag = reader.tag();
      if (tag == (1 << 3 | ProtobufReader.LENGTH)) {
        int start = buffer.size();
        int outerOfPair = reader.enter();
        pair(depth);
        reader.leave(outerOfPair);
        buffer.wrap(start, tag);
      } else {
        reader.skipUnknown(tag, OtlpMessage.KEY_VALUE_LIST);
      }
    }
    reader.leave(outer);
  }

  private int enter(int depth) throws Malformed {
    if (depth > DEPTH_LIMIT) {
      throw new Malformed(
          reader.position(), "value nested deeper than the limit of " + DEPTH_LIMIT + " levels");
    }
    return reader.enter();
  }

  /// Appends the content of a `KeyValue`. The key is written before the value wherever it stood, so
  /// it is looked for first.
  private void pair(int depth) throws Malformed {
    int start = reader.position();
    int keyFrom = 0;
    int keyLength = 0;
    while (reader.hasMore()) {
      int tag = reader.tag();
      if (tag == (1 << 3 | ProtobufReader.LENGTH)) {
        keyLength = reader.length();
        keyFrom = reader.position();
        reader.advance(keyLength);
      } else {
        reader.skip(tag);
      }
    }
    if (keyLength > 0) {
      int keyStart = buffer.size();
      buffer.utf8(reader.bytes(), keyFrom, keyLength);
      buffer.wrap(keyStart, 1 << 3 | ProtobufReader.LENGTH);
    }
    reader.rewind(start);
    int valueStart = buffer.size();
    int valueMember = ABSENT;
    while (reader.hasMore()) {
      int tag = reader.tag();
      if (tag == (2 << 3 | ProtobufReader.LENGTH)) {
        int outer = reader.enter();
        valueMember = nested(Math.max(valueMember, EMPTY), valueStart, depth);
        reader.leave(outer);
      } else if (tag == (1 << 3 | ProtobufReader.LENGTH)
          || tag == (3 << 3 | ProtobufReader.VARINT)) {
        reader.skip(tag);
      } else {
        reader.skipUnknown(tag, OtlpMessage.KEY_VALUE);
      }
    }
    if (valueMember != ABSENT) {
      finish(valueMember, valueStart);
      buffer.wrap(valueStart, 2 << 3 | ProtobufReader.LENGTH);
    }
  }

  /// Reads the fields of an `AnyValue` inside another. The buffer holds from `start` on what the
  /// value is so far: a plain value with its tag, of any other the content alone.
  ///
  /// @param before the member so far
  /// @return the member afterwards
  private int nested(int before, int start, int depth) throws Malformed {
    int now = before;
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case STRING << 3 | ProtobufReader.LENGTH -> {
          buffer.truncate(start);
          int textLength = reader.length();
          buffer.utf8(reader.bytes(), reader.position(), textLength);
          reader.advance(textLength);
          now = STRING;
        }
        case BYTES << 3 | ProtobufReader.LENGTH -> {
          buffer.truncate(start);
          int byteLength = reader.length();
          buffer.raw(reader.bytes(), reader.position(), byteLength);
          reader.advance(byteLength);
          now = BYTES;
        }
        case BOOL << 3 | ProtobufReader.VARINT -> {
          buffer.truncate(start);
          buffer.raw(tag);
          buffer.raw(reader.varint() == 0 ? 0 : 1);
          now = BOOL;
        }
        case INT << 3 | ProtobufReader.VARINT -> {
          buffer.truncate(start);
          buffer.raw(tag);
          buffer.varint(reader.varint());
          now = INT;
        }
        case DOUBLE << 3 | ProtobufReader.FIXED64 -> {
          buffer.truncate(start);
          buffer.raw(tag);
          buffer.fixed64(reader.fixed64());
          now = DOUBLE;
        }
        case ARRAY << 3 | ProtobufReader.LENGTH -> {
          if (now != ARRAY) {
            buffer.truncate(start);
          }
          array(depth + 1);
          now = ARRAY;
        }
        case KEY_VALUE_LIST << 3 | ProtobufReader.LENGTH -> {
          if (now != KEY_VALUE_LIST) {
            buffer.truncate(start);
          }
          keyValueList(depth + 1);
          now = KEY_VALUE_LIST;
        }
        case STRINDEX << 3 | ProtobufReader.VARINT -> {
          buffer.truncate(start);
          reader.varint();
          now = EMPTY;
        }
        default -> reader.skipUnknown(tag, OtlpMessage.ANY_VALUE);
      }
    }
    return now;
  }

  private void finish(int finalMember, int start) {
    switch (finalMember) {
      case STRING, BYTES, ARRAY, KEY_VALUE_LIST ->
          buffer.wrap(start, finalMember << 3 | ProtobufReader.LENGTH);
      default -> {}
    }
  }
}
