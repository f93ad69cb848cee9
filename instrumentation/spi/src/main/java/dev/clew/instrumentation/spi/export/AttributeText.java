package dev.clew.instrumentation.spi.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Attributes as text and as JSON.
final class AttributeText {
  static final JsonFactory JSON = new JsonFactory();

  private AttributeText() {}

  /// A value for formats that only know text: lists become JSON.
  static String of(Object value) {
    if (value instanceof List<?>) {
      return json(generator -> write(value, generator));
    }
    return value instanceof Value<?> tree ? tree.asString() : value.toString();
  }

  /// Text as a JSON string.
  static String quoted(String text) {
    return json(generator -> generator.writeString(text));
  }

  /// Attributes as a JSON object.
  static String json(Attributes attributes) {
    return json(generator -> write(attributes, generator));
  }

  static void write(Attributes attributes, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<AttributeKey<?>, Object> attribute : attributes.asMap().entrySet()) {
      json.writeFieldName(attribute.getKey().getKey());
      write(attribute.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number); // what JSON has no number for, NaN, becomes text
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(element, json);
      }
      json.writeEndArray();
    } else {
      json.writeString(of(value));
    }
  }

  /// Writes one value of JSON.
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /// JSON in characters, not bytes: Jackson's writer of bytes gives up at half a surrogate pair.
  static String json(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      content.writeTo(generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
