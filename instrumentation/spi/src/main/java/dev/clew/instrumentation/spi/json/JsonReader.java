package dev.clew.instrumentation.spi.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON text into maps, lists, texts, booleans, numbers (`Long` where whole and small enough,
/// otherwise `Double`) and null. Of a key that comes twice, the last value counts.
///
/// ```java
/// if (JsonReader.read(text) instanceof Map<?, ?> object) {
///   rate = object.get("samplingRate");
/// }
/// ```
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
public final class JsonReader {
  private static final int MAX_DEPTH = 64;

  /// As many digits as any `long` may have that is not too large.
  private static final int LONG_DIGITS = 18;

  /// It remembers no names: they are whatever others send.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private JsonReader() {}

  /// Reads a text as a whole.
  ///
  /// ```java
  /// JsonReader.read("[1, 0.5]"); // a list of 1L and 0.5
  /// ```
  ///
  /// @throws IllegalArgumentException where it is no JSON, or nested deeper than 64; the message
  ///   says where
  public static @Nullable Object read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      try {
        parser.nextToken();
        Object value = value(parser);
        if (parser.nextToken() != null) {
          throw fault("expected the end", parser);
        }
        return value;
      } catch (JsonProcessingException e) {
        IllegalArgumentException fault = fault(lowerCase(e.getOriginalMessage()), parser);
        fault.initCause(e);
        throw fault;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory could not be read", e);
    }
  }

  /// The value that begins with the current token.
  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw fault("the text ends", parser);
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT -> whole(parser.getText());
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      object.put(key, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static Number whole(String digits) {
    if (digits.length() <= LONG_DIGITS) {
      return Long.valueOf(digits);
    }
    return Double.valueOf(digits);
  }

  /// As the messages of this library begin.
  private static String lowerCase(String message) {
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static IllegalArgumentException fault(String what, JsonParser parser) {
    return new IllegalArgumentException(
        "no JSON: %s at offset %d".formatted(what, parser.currentLocation().getCharOffset()));
  }
}
