package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.AttributeCursor;
import dev.clew.model.otlp.PlainJson;
import java.io.IOException;
import java.util.Base64;

/// A tag in Jaeger's JSON: key, type and value. Arrays and key-value lists become their JSON text,
/// for Jaeger has no type for them.
final class Tag {
  private Tag() {}

  /// Writes the attribute that the cursor stands on.
  static void write(JsonGenerator json, AttributeCursor attribute) throws IOException {
    String key = attribute.key();
    switch (attribute.type()) {
      case INT -> {
        begin(json, key, "int64");
        json.writeNumberField("value", attribute.word());
        json.writeEndObject();
      }
      case DOUBLE -> number(json, key, attribute.doubleValue());
      case BOOL -> bool(json, key, attribute.word() != 0);
      case BYTES -> {
        begin(json, key, "binary");
        json.writeBinaryField("value", attribute.blob());
        json.writeEndObject();
      }
      case STRING, ARRAY, KEY_VALUE_LIST, EMPTY -> text(json, key, text(attribute));
    }
  }

  static void text(JsonGenerator json, String key, String value) throws IOException {
    begin(json, key, "string");
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  static void bool(JsonGenerator json, String key, boolean value) throws IOException {
    begin(json, key, "bool");
    json.writeBooleanField("value", value);
    json.writeEndObject();
  }

  /// The attribute's value as text.
  static String text(AttributeCursor attribute) {
    return switch (attribute.type()) {
      case STRING -> attribute.string();
      case INT -> Long.toString(attribute.word());
      case DOUBLE -> Double.toString(attribute.doubleValue());
      case BOOL -> Boolean.toString(attribute.word() != 0);
      case BYTES -> Base64.getEncoder().encodeToString(attribute.blob());
      case ARRAY, KEY_VALUE_LIST -> PlainJson.text(attribute.type(), attribute.blob());
      case EMPTY -> "";
    };
  }

  private static void number(JsonGenerator json, String key, double value) throws IOException {
    if (!Double.isFinite(value)) {
      // JSON has no such number.
      text(json, key, Double.toString(value));
      return;
    }
    begin(json, key, "float64");
    json.writeNumberField("value", value);
    json.writeEndObject();
  }

  private static void begin(JsonGenerator json, String key, String type) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", key);
    json.writeStringField("type", type);
  }
}
