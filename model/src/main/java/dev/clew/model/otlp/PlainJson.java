package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.AttributeType;
import dev.clew.model.otlp.ProtobufReader.Malformed;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Arrays and key-value lists as the JSON a person would write: `["a",1]`, `{"k":"v"}`. Types that
/// JSON does not tell apart are lost; for the lossless form see {@link AnyValues}.
public final class PlainJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int LENGTH = ProtobufReader.LENGTH;

  private PlainJson() {}

  /// The text of a value as batches keep it.
  ///
  /// @param type `ARRAY` or `KEY_VALUE_LIST`
  /// @throws IllegalArgumentException for bytes that are no such value
  public static String text(AttributeType type, byte[] bytes) {
    ProtobufReader reader = new ProtobufReader();
    reader.reset(bytes, 0, bytes.length);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      list(type == AttributeType.ARRAY, reader, json);
    } catch (Malformed e) {
      throw new IllegalArgumentException("not a canonical value: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return text.toString();
  }

  private static void list(boolean array, ProtobufReader reader, JsonGenerator json)
      throws IOException, Malformed {
    if (array) {
      json.writeStartArray();
    } else {
      json.writeStartObject();
    }
    while (reader.hasMore()) {
      reader.tag();
      int outer = reader.enter();
      if (array) {
        value(reader, json);
      } else {
        pair(reader, json);
      }
      reader.leave(outer);
    }
    if (array) {
      json.writeEndArray();
    } else {
      json.writeEndObject();
    }
  }

  private static void pair(ProtobufReader reader, JsonGenerator json)
      throws IOException, Malformed {
    String key = "";
    int tag = reader.hasMore() ? reader.tag() : 0;
    if (tag == (1 << 3 | LENGTH)) {
      key = string(reader);
      tag = reader.hasMore() ? reader.tag() : 0;
    }
    json.writeFieldName(key);
    if (tag == (2 << 3 | LENGTH)) {
      int outer = reader.enter();
      value(reader, json);
      reader.leave(outer);
    } else {
      json.writeNull();
    }
  }

  private static void value(ProtobufReader reader, JsonGenerator json)
      throws IOException, Malformed {
    if (!reader.hasMore()) {
      json.writeNull();
      return;
    }
    int tag = reader.tag();
    switch (tag) {
      case 1 << 3 | LENGTH -> json.writeString(string(reader));
      case 2 << 3 | ProtobufReader.VARINT -> json.writeBoolean(reader.varint() != 0);
      case 3 << 3 | ProtobufReader.VARINT -> json.writeNumber(reader.varint());
      case 4 << 3 | ProtobufReader.FIXED64 ->
          AnyValues.writeDouble(Double.longBitsToDouble(reader.fixed64()), json);
      case 5 << 3 | LENGTH, 6 << 3 | LENGTH -> {
        int outer = reader.enter();
        list(tag >>> 3 == 5, reader, json);
        reader.leave(outer);
      }
      case 7 << 3 | LENGTH -> {
        int size = reader.length();
        json.writeBinary(
            Arrays.copyOfRange(reader.bytes(), reader.position(), reader.position() + size));
        reader.advance(size);
      }
      default -> throw new Malformed(reader.position(), "tag " + tag + " of a value");
    }
  }

  private static String string(ProtobufReader reader) throws Malformed {
    int size = reader.length();
    String text = new String(reader.bytes(), reader.position(), size, StandardCharsets.UTF_8);
    reader.advance(size);
    return text;
  }
}
