package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/// Reads arrays and key-value lists from OTLP/JSON and writes them as canonical protobuf into a
/// buffer, the same bytes as {@link AnyValueReader} makes of the same value.
final class JsonBlobReader {
  private static final int LENGTH = ProtobufReader.LENGTH;

  private final JsonParser json;
  private final JsonFields fields;
  private final ValueBuffer buffer = new ValueBuffer();

  JsonBlobReader(JsonParser json, JsonFields fields) {
    this.json = json;
    this.fields = fields;
  }

  /// Reads the `ArrayValue` on which the parser stands.
  ///
  /// @return the blob, valid until the next is read
  ValueBuffer array() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    buffer.truncate(0);
    array(1);
    return buffer;
  }

  /// Reads the `KeyValueList` on which the parser stands.
  ///
  /// @return the blob, valid until the next is read
  ValueBuffer keyValueList() throws IOException, OtlpDecodeException, ProtobufReader.Malformed {
    buffer.truncate(0);
    keyValueList(1);
    return buffer;
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
