package dev.clew.instrumentation.spi.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON into maps, lists, strings, doubles and booleans; for answers of a few kilobytes.
final class Json {
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException with the offset where it is no JSON, or nested more than 32
  /// deep
  static @Nullable Object read(String text) {
    Json json = new Json(text);
    Object value = json.value(0);
    json.blanks();
    if (json.at < text.length()) {
      throw json.unexpected();
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep at offset " + at);
    }
    blanks();
    return switch (at < text.length() ? text.charAt(at) : 0) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    if (next('}')) {
      return members;
    }
    do {
      blanks();
      String name = string();
      expect(':');
      members.put(name, value(depth + 1));
    } while (next(','));
    expect('}');
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    if (next(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
    } while (next(','));
    expect(']');
    return elements;
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw unexpected();
    }
    StringBuilder string = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return string.toString();
      }
      string.append(c == '\\' ? escaped() : c);
    }
    throw unexpected();
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        try {
          char unit = (char) Integer.parseInt(text, at, Math.min(at + 4, text.length()), 16);
          at += 4;
          yield unit;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
          throw unexpected();
        }
      }
      default -> throw unexpected();
    };
  }

  private @Nullable Object literal(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw unexpected();
    }
    at += word.length();
    return value;
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      at = start;
      throw unexpected();
    }
  }

  private boolean next(char c) {
    blanks();
    boolean is = at < text.length() && text.charAt(at) == c;
    at += is ? 1 : 0;
    return is;
  }

  private void expect(char c) {
    if (!next(c)) {
      throw unexpected();
    }
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException(
        at < text.length()
            ? "unexpected '" + text.charAt(at) + "' at offset " + at
            : "it ends at offset " + at);
  }
}
