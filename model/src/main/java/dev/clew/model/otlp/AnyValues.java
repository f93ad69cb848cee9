package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.model.AttributeType;
import dev.clew.model.otlp.ProtobufReader.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Reads the blobs in which batches keep arrays and key-value lists: canonical OTLP `ArrayValue`
/// and `KeyValueList`, see {@link AttributeType}.
///
/// All methods that take a blob throw an {@link IllegalArgumentException} for bytes that are none.
public final class AnyValues {
  private static final int LENGTH = ProtobufReader.LENGTH;

  private AnyValues() {}

  /// Is told the elements of an array one by one, each by the method of its type.
  public interface ArrayVisitor {
    /// @param utf8 the array in which the text stands; not to be kept
    void string(byte[] utf8, int offset, int length);

    void integer(long value);

    void floating(double value);

    void bool(boolean value);
  }

  /// The one type of all elements of an array: string, int, double or bool. Null where they are of
  /// several types or of another, or where there are none.
  public static @Nullable AttributeType elementType(byte[] bytes, int offset, int length) {
    ProtobufReader reader = new ProtobufReader();
    reader.reset(bytes, offset, length);
    AttributeType common = null;
    try {
      while (reader.hasMore()) {
        int outer = enter(reader, 1);
        AttributeType type = reader.hasMore() ? plainType(reader.tag()) : null;
        reader.leave(outer);
        if (type == null || (common != null && common != type)) {
          return null;
        }
        common = type;
      }
    } catch (Malformed e) {
      throw noValue(e, offset);
    }
    return common;
  }

  /// Tells the elements of an array that has an {@link #elementType(byte[], int, int)}.
  ///
  /// @return how many there are
  public static int visitArray(byte[] bytes, int offset, int length, ArrayVisitor visitor) {
    ProtobufReader reader = new ProtobufReader();
    reader.reset(bytes, offset, length);
    int count = 0;
    try {
      while (reader.hasMore()) {
        int outer = enter(reader, 1);
        AttributeType type = reader.hasMore() ? plainType(reader.tag()) : null;
        switch (type) {
          case STRING -> {
            int size = reader.length();
            visitor.string(bytes, reader.position(), size);
          }
          case BOOL -> visitor.bool(reader.varint() != 0);
          case INT -> visitor.integer(reader.varint());
          case DOUBLE -> visitor.floating(Double.longBitsToDouble(reader.fixed64()));
          case null, default ->
              throw new IllegalArgumentException("array with an element that is not plain");
        }
        reader.leave(outer);
        count++;
      }
    } catch (Malformed e) {
      throw noValue(e, offset);
    }
    return count;
  }

  /// Writes a value as an OTLP/JSON `AnyValue`, such as `{"arrayValue":{"values":[…]}}`.
  ///
  /// @param type `ARRAY` or `KEY_VALUE_LIST`
  public static void writeJson(
      AttributeType type, byte[] bytes, int offset, int length, JsonGenerator json)
      throws IOException {
    ProtobufReader reader = new ProtobufReader();
    reader.reset(bytes, offset, length);
    json.writeStartObject();
    try {
      writeList(type, reader, json);
    } catch (Malformed e) {
      throw noValue(e, offset);
    }
    json.writeEndObject();
  }

  /// Reads what {@link #writeJson} wrote.
  ///
  /// @param type `ARRAY` or `KEY_VALUE_LIST`
  /// @param json before the value's first token
  /// @return the blob: that which was written, if it was canonical; only a NaN loses its payload
  /// @throws IllegalArgumentException where it is no such value
  /// @throws IOException where it is no JSON
  public static byte[] readJson(AttributeType type, JsonParser json) throws IOException {
    JsonFields fields = new JsonFields(json);
    JsonBlobReader blobs = new JsonBlobReader(json, fields);
    json.nextToken();
    try {
      String name = fields.object() ? fields.nextField() : null;
      if (!memberName(type).equals(name) || fields.isNull()) {
        throw fields.wrong("must be an object with a member '" + memberName(type) + "'");
      }
      byte[] blob = (type == AttributeType.ARRAY ? blobs.array() : blobs.keyValueList()).toArray();
      if (json.nextToken() != JsonToken.END_OBJECT) {
        throw fields.wrong("must be the only member");
      }
      return blob;
    } catch (OtlpDecodeException | Malformed e) {
      throw new IllegalArgumentException("not a value: " + e.getMessage(), e);
    }
  }

  private static String memberName(AttributeType type) {
    return switch (type) {
      case ARRAY -> "arrayValue";
      case KEY_VALUE_LIST -> "kvlistValue";
      default -> throw new IllegalArgumentException("no array or key-value list but " + type);
    };
  }

  private static void writeList(AttributeType type, ProtobufReader reader, JsonGenerator json)
      throws IOException, Malformed {
    boolean array = type == AttributeType.ARRAY;
    json.writeFieldName(memberName(type));
    json.writeStartObject();
    json.writeFieldName("values");
    json.writeStartArray();
    while (reader.hasMore()) {
      int outer = enter(reader, 1);
      if (array) {
        writeValue(reader, json);
      } else {
        writePair(reader, json);
      }
      reader.leave(outer);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writePair(ProtobufReader reader, JsonGenerator json)
      throws IOException, Malformed {
    json.writeStartObject();
    String key = "";
    int tag = reader.hasMore() ? reader.tag() : 0;
    if (tag == (1 << 3 | LENGTH)) {
      key = string(reader);
      tag = reader.hasMore() ? reader.tag() : 0;
    }
    json.writeStringField("key", key);
    if (tag == (2 << 3 | LENGTH)) {
      int outer = reader.enter();
      json.writeFieldName("value");
      writeValue(reader, json);
      reader.leave(outer);
    }
    json.writeEndObject();
  }

  private static void writeValue(ProtobufReader reader, JsonGenerator json)
      throws IOException, Malformed {
    json.writeStartObject();
    if (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> json.writeStringField("stringValue", string(reader));
        case 2 << 3 | ProtobufReader.VARINT ->
            json.writeBooleanField("boolValue", reader.varint() != 0);
        case 3 << 3 | ProtobufReader.VARINT ->
            json.writeStringField("intValue", Long.toString(reader.varint()));
        case 4 << 3 | ProtobufReader.FIXED64 -> {
          json.writeFieldName("doubleValue");
          writeDouble(Double.longBitsToDouble(reader.fixed64()), json);
        }
        case 5 << 3 | LENGTH, 6 << 3 | LENGTH -> {
          int outer = reader.enter();
          writeList(
              tag >>> 3 == 5 ? AttributeType.ARRAY : AttributeType.KEY_VALUE_LIST, reader, json);
          reader.leave(outer);
        }
        case 7 << 3 | LENGTH -> {
          int size = reader.length();
          int from = reader.position();
          byte[] bytes = Arrays.copyOfRange(reader.bytes(), from, from + size);
          json.writeStringField("bytesValue", Base64.getEncoder().encodeToString(bytes));
          reader.advance(size);
        }
        default -> throw new Malformed(reader.position(), "tag " + tag + " of a value");
      }
    }
    json.writeEndObject();
  }

  /// A number, or the name of one that JSON has no number for.
  static void writeDouble(double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }

  private static String string(ProtobufReader reader) throws Malformed {
    int size = reader.length();
    String text = new String(reader.bytes(), reader.position(), size, StandardCharsets.UTF_8);
    reader.advance(size);
    return text;
  }

  private static int enter(ProtobufReader reader, int number) throws Malformed {
    int tag = reader.tag();
    if (tag != (number << 3 | LENGTH)) {
      throw new Malformed(reader.position(), "tag " + tag + " where values are expected");
    }
    return reader.enter();
  }

  private static @Nullable AttributeType plainType(int tag) {
    return switch (tag) {
      case 1 << 3 | LENGTH -> AttributeType.STRING;
      case 2 << 3 | ProtobufReader.VARINT -> AttributeType.BOOL;
      case 3 << 3 | ProtobufReader.VARINT -> AttributeType.INT;
      case 4 << 3 | ProtobufReader.FIXED64 -> AttributeType.DOUBLE;
      default -> null;
    };
  }

  private static IllegalArgumentException noValue(Malformed e, int offset) {
    return new IllegalArgumentException(
        "not a canonical value: " + e.getMessage() + " (byte " + (e.at() - offset) + ")", e);
  }
}
