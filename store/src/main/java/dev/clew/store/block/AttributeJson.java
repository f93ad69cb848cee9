package dev.clew.store.block;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Attributes as the text of an overflow column: the list of an OTLP/JSON `attributes` field. What
/// JSON cannot say exactly stands as `{"protobuf": …}` with the bits in Base64.
final class AttributeJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The NaN that the text `NaN` stands for.
  private static final long NAN_BITS = Double.doubleToLongBits(Double.NaN);

  private AttributeJson() {}

  /// Writes the attributes of one row after another.
  static final class Writer {
    private static final JsonFactory FACTORY = new JsonFactory();

    private StringWriter text = new StringWriter();
    private JsonGenerator json = begin();

    private JsonGenerator begin() {
      try {
        text = new StringWriter();
        json = FACTORY.createGenerator(text);
        json.writeStartArray();
        return json;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Adds a value of an attribute's column.
    void add(SegmentColumn column, int index) {
      if (!(column.name() instanceof AttributeName name)) {
        throw new IllegalArgumentException(column.name().label() + " is no attribute");
      }
      try {
        json.writeStartObject();
        json.writeStringField("key", name.key());
        value(column, index);
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void value(SegmentColumn column, int index) throws IOException {
      ColumnValues values = column.values();
      Dictionary dictionary = column.dictionary();
      AttributeType type = column.type();
      if (type == AttributeType.EMPTY && values.word(index) == 1) {
        return;
      }
      json.writeObjectFieldStart("value");
      if (dictionary != null) {
        int code = values.code(index);
        switch (type) {
          case STRING -> json.writeStringField("stringValue", dictionary.string(code));
          case BYTES -> json.writeBinaryField("bytesValue", dictionary.bytes(code));
          case ARRAY -> protobuf("arrayValue", dictionary.bytes(code));
          case KEY_VALUE_LIST -> protobuf("kvlistValue", dictionary.bytes(code));
          case INT, DOUBLE, BOOL, EMPTY ->
              throw new IllegalArgumentException(type + " with a dictionary");
        }
      } else {
        long word = values.word(index);
        switch (type) {
          case INT -> json.writeStringField("intValue", Long.toString(word));
          case BOOL -> json.writeBooleanField("boolValue", word != 0);
          case DOUBLE -> number(word);
          case EMPTY -> {}
          case STRING, BYTES, ARRAY, KEY_VALUE_LIST ->
              throw new IllegalArgumentException(type + " without a dictionary");
        }
      }
      json.writeEndObject();
    }

    private void number(long bits) throws IOException {
      double value = Double.longBitsToDouble(bits);
      if (Double.isFinite(value)) {
        json.writeNumberField("doubleValue", value);
      } else if (Double.isInfinite(value) || bits == NAN_BITS) {
        json.writeStringField("doubleValue", Double.toString(value));
      } else {
        json.writeStringField("doubleBits", Long.toHexString(bits));
      }
    }

    private void protobuf(String member, byte[] bytes) throws IOException {
      json.writeObjectFieldStart(member);
      json.writeBinaryField("protobuf", bytes);
      json.writeEndObject();
    }

    /// The text of the row; the writer is then ready for the next.
    String finish() {
      try {
        json.writeEndArray();
        json.close();
        return text.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        json = begin();
      }
    }
  }

  /// Is told attributes.
  interface Visitor {
    void word(String key, AttributeType type, long word);

    void bytes(String key, AttributeType type, byte[] bytes);
  }

  /// Reads the text of one row.
  ///
  /// @throws IllegalArgumentException where it is not what {@link Writer} wrote
  static void read(String text, Visitor visitor) {
    JsonNode list;
    try {
      list = JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException("overflow text: " + e.getMessage(), e);
    }
    for (JsonNode attribute : list) {
      String key = attribute.path("key").textValue();
      JsonNode value = attribute.get("value");
      if (key == null) {
        throw new IllegalArgumentException("attribute without key");
      } else if (value == null || value.isEmpty()) {
        visitor.word(key, AttributeType.EMPTY, value == null ? 1 : 0);
      } else {
        String member = value.fieldNames().next();
        read(key, member, value.get(member), visitor);
      }
    }
  }

  private static void read(String key, String member, JsonNode node, Visitor visitor) {
    switch (member) {
      case "stringValue" ->
          visitor.bytes(key, AttributeType.STRING, node.asText().getBytes(StandardCharsets.UTF_8));
      case "bytesValue" ->
          visitor.bytes(key, AttributeType.BYTES, Base64.getDecoder().decode(node.asText()));
      case "arrayValue" -> visitor.bytes(key, AttributeType.ARRAY, protobuf(node));
      case "kvlistValue" -> visitor.bytes(key, AttributeType.KEY_VALUE_LIST, protobuf(node));
      case "intValue" -> visitor.word(key, AttributeType.INT, Long.parseLong(node.asText()));
      case "boolValue" -> visitor.word(key, AttributeType.BOOL, node.asBoolean() ? 1 : 0);
      case "doubleValue" ->
          visitor.word(
              key,
              AttributeType.DOUBLE,
              Double.doubleToLongBits(
                  node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble()));
      case "doubleBits" ->
          visitor.word(key, AttributeType.DOUBLE, Long.parseUnsignedLong(node.asText(), 16));
      default -> throw new IllegalArgumentException("value '" + member + "'");
    }
  }

  private static byte[] protobuf(JsonNode node) {
    return Base64.getDecoder().decode(node.path("protobuf").asText());
  }
}
