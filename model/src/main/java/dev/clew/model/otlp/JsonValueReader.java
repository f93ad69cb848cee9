package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonParser;
import dev.clew.model.AttributeTableBuilder;
import dev.clew.model.AttributeType;
import dev.clew.model.SpanBatchBuilder;
import java.io.IOException;

/// Reads attributes from OTLP/JSON. Arrays and key-value lists become the same blobs as
/// {@link AnyValueReader} makes.
final class JsonValueReader {
  private final JsonParser json;
  private final JsonFields fields;
  private final SpanBatchBuilder builder;
  private final ColumnBudget budget;
  private final JsonBlobReader blobs;

  /// Of the attribute being read.
  private AttributeType type = AttributeType.EMPTY;

  private long word;

  JsonValueReader(
      JsonParser json, JsonFields fields, SpanBatchBuilder builder, ColumnBudget budget) {
    this.json = json;
    this.fields = fields;
    this.builder = builder;
    this.budget = budget;
    blobs = new JsonBlobReader(json, fields);
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
          ValueBuffer blob = blobs.array();
          set(AttributeType.ARRAY, builder.blob(blob.bytes(), 0, blob.size()));
        }
        case "kvlistValue" -> {
          ValueBuffer blob = blobs.keyValueList();
          set(AttributeType.KEY_VALUE_LIST, builder.blob(blob.bytes(), 0, blob.size()));
        }
        default -> json.skipChildren();
      }
    }
  }

  private void set(AttributeType newType, long newWord) {
    type = newType;
    word = newWord;
  }
}
