package dev.clew.store.block;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.model.AttributeType;
import dev.clew.model.Dictionary;
import dev.clew.model.otlp.AnyValues;
import dev.clew.store.segment.AttributeName;
import dev.clew.store.segment.ColumnValues;
import dev.clew.store.segment.SegmentColumn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Attributes as the text of an overflow column: the list of an OTLP/JSON `attributes` field. What
/// OTLP/JSON cannot say exactly stands in members that OTLP does not have: `protobuf` in arrays and
/// key-value lists, `doubleBits` beside a `doubleValue`.
final class AttributeJson {
  /// Values are as long as they were when they were taken in.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final ObjectMapper JSON = new ObjectMapper(FACTORY);

  /// The NaN that the text `NaN` stands for.
  private static final long NAN_BITS = Double.doubleToLongBits(Double.NaN);

  private AttributeJson() {}

  /// Writes the attributes of one row after another.
  static final class Writer {
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
      json.writeFieldName("value");
      if (dictionary != null
          && (type == AttributeType.ARRAY || type == AttributeType.KEY_VALUE_LIST)) {
        list(type, dictionary.bytes(values.code(index)));
        return;
      }
      json.writeStartObject();
      if (dictionary != null) {
        int code = values.code(index);
        switch (type) {
          case STRING -> json.writeStringField("stringValue", dictionary.string(code));
          case BYTES -> json.writeBinaryField("bytesValue", dictionary.bytes(code));
          case ARRAY, KEY_VALUE_LIST, INT, DOUBLE, BOOL, EMPTY ->
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
      } else {
        json.writeStringField("doubleValue", Double.toString(value));
        if (Double.isNaN(value) && bits != NAN_BITS) {
          json.writeStringField("doubleBits", Long.toHexString(bits));
        }
      }
    }

    private void list(AttributeType type, byte[] blob) throws IOException {
      String exact = exactJson(type, blob);
      if (exact != null) {
        json.writeRawValue(exact);
        return;
      }
      json.writeStartObject();
      json.writeObjectFieldStart(type == AttributeType.ARRAY ? "arrayValue" : "kvlistValue");
      json.writeBinaryField("protobuf", blob);
      json.writeEndObject();
      json.writeEndObject();
    }

    /// The blob as OTLP/JSON; null where it would not read back as the same bytes, because it is
    /// not canonical or has a NaN with payload in it.
    private static @Nullable String exactJson(AttributeType type, byte[] blob) {
      StringWriter text = new StringWriter();
      try {
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
          AnyValues.writeJson(type, blob, 0, blob.length, generator);
        }
        byte[] back = AnyValues.readJson(type, FACTORY.createParser(text.toString()));
        return Arrays.equals(back, blob) ? text.toString() : null;
      } catch (IllegalArgumentException | IOException e) {
        return null;
      }
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
    try {
      for (JsonNode attribute : JSON.readTree(text)) {
        String key = attribute.path("key").textValue();
        JsonNode value = attribute.get("value");
        if (key == null) {
          throw new IllegalArgumentException("attribute without key");
        } else if (value == null || value.isEmpty()) {
          visitor.word(key, AttributeType.EMPTY, value == null ? 1 : 0);
        } else {
          read(key, value, visitor);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("overflow text: " + e.getMessage(), e);
    }
  }

  private static void read(String key, JsonNode value, Visitor visitor) throws IOException {
    String member = value.fieldNames().next();
    JsonNode node = value.path(member);
    switch (member) {
      case "stringValue" ->
          visitor.bytes(key, AttributeType.STRING, node.asText().getBytes(StandardCharsets.UTF_8));
      case "bytesValue" ->
          visitor.bytes(key, AttributeType.BYTES, Base64.getDecoder().decode(node.asText()));
      case "arrayValue" ->
          visitor.bytes(key, AttributeType.ARRAY, list(AttributeType.ARRAY, value, node));
      case "kvlistValue" ->
          visitor.bytes(
              key, AttributeType.KEY_VALUE_LIST, list(AttributeType.KEY_VALUE_LIST, value, node));
      case "intValue" -> visitor.word(key, AttributeType.INT, Long.parseLong(node.asText()));
      case "boolValue" -> visitor.word(key, AttributeType.BOOL, node.asBoolean() ? 1 : 0);
      case "doubleValue", "doubleBits" -> visitor.word(key, AttributeType.DOUBLE, number(value));
      default -> throw new IllegalArgumentException("value '" + member + "'");
    }
  }

  private static long number(JsonNode value) {
    JsonNode bits = value.get("doubleBits");
    if (bits != null) {
      return Long.parseUnsignedLong(bits.asText(), 16);
    }
    JsonNode number = value.path("doubleValue");
    return Double.doubleToLongBits(
        number.isTextual() ? Double.parseDouble(number.asText()) : number.asDouble());
  }

  private static byte[] list(AttributeType type, JsonNode value, JsonNode content)
      throws IOException {
    JsonNode protobuf = content.get("protobuf");
    return protobuf == null
        ? AnyValues.readJson(type, value.traverse())
        : Base64.getDecoder().decode(protobuf.asText());
  }
}
