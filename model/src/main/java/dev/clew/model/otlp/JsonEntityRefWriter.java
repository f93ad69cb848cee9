package dev.clew.model.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.otlp.ProtobufReader.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Writes the entity references that a batch keeps of a resource as OTLP/JSON.
final class JsonEntityRefWriter {
  private static final int ID_KEYS = 3;

  private JsonEntityRefWriter() {}

  /// @param bytes with the `entity_refs` fields of a `Resource` one after another, in canonical
  /// form
  static void write(byte[] bytes, int offset, int length, JsonGenerator json) throws IOException {
    ProtobufReader reader = new ProtobufReader();
    reader.reset(bytes, offset, length);
    json.writeStartArray();
    try {
      while (reader.hasMore()) {
        int tag = reader.tag();
        if (tag != (3 << 3 | ProtobufReader.LENGTH)) {
          throw new Malformed(reader.position(), "tag " + tag);
        }
        int outer = reader.enter();
        reference(reader, json);
        reader.leave(outer);
      }
    } catch (Malformed e) {
      throw new IllegalArgumentException("not canonical entity references: " + e.getMessage(), e);
    }
    json.writeEndArray();
  }

  private static void reference(ProtobufReader reader, JsonGenerator json)
      throws IOException, Malformed {
    json.writeStartObject();
    int list = 0;
    while (reader.hasMore()) {
      int number = reader.tag() >>> 3;
      OtlpMessage.Field field = OtlpMessage.ENTITY_REF.field(number);
      if (field == null) {
        throw new Malformed(reader.position(), "field " + number);
      }
      if (number != list && list != 0) {
        json.writeEndArray();
        list = 0;
      }
      if (list == 0) {
        json.writeFieldName(field.name());
        if (number >= ID_KEYS) {
          json.writeStartArray();
          list = number;
        }
      }
      int length = reader.length();
      json.writeString(
          new String(reader.bytes(), reader.position(), length, StandardCharsets.UTF_8));
      reader.advance(length);
    }
    if (list != 0) {
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
