package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonParser;
import dev.clew.model.AttributeTableBuilder;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatchBuilder;
import java.io.IOException;

/// Reads attributes from OTLP/JSON. Arrays and key-value lists are written as canonical protobuf
/// into a buffer and become blobs, the same as {@link AnyValueReader} makes.
final class JsonValueReader {
  private static final int LENGTH = ProtobufReader.LENGTH;

  private final JsonParser json;
  private final JsonFields fields;
  private final SpanBatchBuilder builder;
  private final ColumnBudget budget;
  private final ValueBuffer buffer = new ValueBuffer();

  /// Of the attribute being read.
  private AttributeType type = AttributeType.EMPTY;

  private long word;

  JsonValueReader(
      JsonParser json, JsonFields fields, SpanBatchBuilder builder, ColumnBudget budget) {
    this.json = json;
    this.fields = fields;
    this.builder = builder;
    this.budget = budget;
  }

  /// The code of the string on which the parser stands; 0 for `null`.
  int string() throws IOException, OtlpDecodeException {
    return builder.string(fields.string());
  }

  /// Reads a list of `KeyValue` into a table.
  void attributes(AttributeTableBuilder table, int owner)
      throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    if (!fields.array()) {
      return;
    }
    while (fields.nextElement()) {
      budget.countRow(0);
      attribute(table, owner);
    }
  }

  private void attribute(AttributeTableBuilder table, int owner)
      throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    int key = 0;
    type = AttributeType.EMPTY;
    word = 1;
    String name = fields.object() ? fields.nextField() : null;
    for (; name != null; name = fields.nextField()) {
      switch (name) {
        case "key" -> key = string();
        case "value" -> value();
        default -> json.skipChildren();
      }
    }
    table.add(owner, key, type, word);
  }

  private void value() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    if (!fields.object()) {
      return;
    }
    set(AttributeType.EMPTY, 0);
    for (String name; (name = fields.nextField()) != null; ) {
      if (fields.isNull()) {
        continue;
      }
      switch (name) {
        case "stringValue" -> set(AttributeType.STRING, string());
        case "boolValue" -> set(AttributeType.BOOL, fields.bool() ? 1 : 0);
        case "intValue" -> set(AttributeType.INT, fields.int64());
        case "doubleValue" ->
            set(AttributeType.DOUBLE, Double.doubleToRawLongBits(fields.float64()));
        case "bytesValue" -> set(AttributeType.BYTES, builder.blob(fields.base64()));
        case "arrayValue" -> {
          buffer.truncate(0);
          array(1);
          set(AttributeType.ARRAY, builder.blob(buffer.bytes(), 0, buffer.size()));
        }
        case "kvlistValue" -> {
          buffer.truncate(0);
          keyValueList(1);
          set(AttributeType.KEY_VALUE_LIST, builder.blob(buffer.bytes(), 0, buffer.size()));
        }
        default -> json.skipChildren();
      }
    }
  }

  private void set(AttributeType newType, long newWord) {
    type = newType;
    word = newWord;
  }

  /// Appends the content of an `ArrayValue`.
  private void array(int depth) throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    checkDepth(depth);
    fields.object();
    for (String name; (name = fields.nextField()) != null; ) {
      if (name.equals("values") && fields.array()) {
        while (fields.nextElement()) {
          int start = buffer.size();
          nested(depth);
          buffer.wrap(start, 1 << 3 | LENGTH);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /// Appends the content of a `KeyValueList`.
  private void keyValueList(int depth)
      throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    checkDepth(depth);
    fields.object();
    for (String name; (name = fields.nextField()) != null; ) {
      if (name.equals("values") && fields.array()) {
        while (fields.nextElement()) {
          int start = buffer.size();
          pair(depth);
          buffer.wrap(start, 1 << 3 | LENGTH);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /// Appends the content of a `KeyValue`: the key first, wherever it stands in the text.
  private void pair(int depth) throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    int start = buffer.size();
    String key = "";
    String name = fields.object() ? fields.nextField() : null;
    for (; name != null; name = fields.nextField()) {
      switch (name) {
        case "key" -> key = fields.string();
        case "value" -> {
          if (!fields.isNull()) {
            buffer.truncate(start);
            nested(depth);
            buffer.wrap(start, 2 << 3 | LENGTH);
          }
        }
        default -> json.skipChildren();
      }
    }
    if (!key.isEmpty()) {
      int keyStart = buffer.size();
      buffer.utf8(key);
      buffer.wrap(keyStart, 1 << 3 | LENGTH);
      buffer.moveToFront(start, keyStart);
    }
  }

  /// Appends the content of an `AnyValue` inside another; `null` is an empty one.
  private void nested(int depth) throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    int start = buffer.size();
    String name = fields.object() ? fields.nextField() : null;
    for (; name != null; name = fields.nextField()) {
      if (fields.isNull()) {
        continue;
      }
      switch (name) {
        case "stringValue" -> {
          buffer.truncate(start);
          buffer.utf8(fields.string());
          buffer.wrap(start, 1 << 3 | LENGTH);
        }
        case "boolValue" -> {
          buffer.truncate(start);
          buffer.raw(2 << 3 | ProtobufReader.VARINT);
          buffer.raw(fields.bool() ? 1 : 0);
        }
        case "intValue" -> {
          buffer.truncate(start);
          buffer.raw(3 << 3 | ProtobufReader.VARINT);
          buffer.varint(fields.int64());
        }
        case "doubleValue" -> {
          buffer.truncate(start);
          buffer.raw(4 << 3 | ProtobufReader.FIXED64);
          buffer.fixed64(Double.doubleToRawLongBits(fields.float64()));
        }
        case "arrayValue" -> {
          buffer.truncate(start);
          array(depth + 1);
          buffer.wrap(start, 5 << 3 | LENGTH);
        }
        case "kvlistValue" -> {
          buffer.truncate(start);
          keyValueList(depth + 1);
          buffer.wrap(start, 6 << 3 | LENGTH);
        }
        case "bytesValue" -> {
          buffer.truncate(start);
          byte[] bytes = fields.base64();
          buffer.raw(bytes, 0, bytes.length);
          buffer.wrap(start, 7 << 3 | LENGTH);
        }
        default -> json.skipChildren();
      }
    }
  }

  private static void checkDepth(int depth) throws ProtobufReader.Malformed {
    if (depth > AnyValueReader.DEPTH_LIMIT) {
      throw new ProtobufReader.Malformed(
          0, "value nested deeper than the limit of " + AnyValueReader.DEPTH_LIMIT + " levels");
    }
  }
}
