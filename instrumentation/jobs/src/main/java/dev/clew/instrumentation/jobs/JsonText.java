package dev.clew.instrumentation.jobs;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes values as JSON text, or only measures them; as JavaScript's `JSON.stringify` would, so
/// that sizes mean the same in every language.
final class JsonText {
  private static final int MAX_DEPTH = 64;

  private final @Nullable StringBuilder out;
  private long length;

  private JsonText(@Nullable StringBuilder out) {
    this.out = out;
  }

  /// @param value made of maps, lists, texts, numbers, booleans and null, as `JsonReader`
  ///   makes them
  static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    if (!new JsonText(out).value(value, 0)) {
      throw new IllegalArgumentException("there is no JSON text for " + value);
    }
    return out.toString();
  }

  /// How long the text would be, in UTF-16 units, without making it; empty for a value that has no
  /// such text, or cannot be read now. The bytes of an array are counted.
  static OptionalLong length(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return OptionalLong.of(bytes.length);
    }
    JsonText text = new JsonText(null);
    try {
      return text.value(value, 0) ? OptionalLong.of(text.length) : OptionalLong.empty();
    } catch (RuntimeException e) {
      // A collection that is changed meanwhile, or a text of the application's own kind.
      return OptionalLong.empty();
    }
  }

  /// Whether the value has a text.
  private boolean value(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
      string(value.toString());
      return true;
    }
    if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      put(String.valueOf(value));
      return true;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      put(
          number == Math.rint(number) && Math.abs(number) < 1e15
              ? whole(number)
              : fraction(number));
      return true;
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, depth);
    }
    return value instanceof List<?> list && array(list, depth);
  }

  private boolean object(Map<?, ?> map, int depth) {
    put("{");
    String before = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      put(before);
      string(String.valueOf(entry.getKey()));
      put(":");
      if (!value(entry.getValue(), depth + 1)) {
        return false;
      }
      before = ",";
    }
    put("}");
    return true;
  }

  private boolean array(List<?> list, int depth) {
    put("[");
    String before = "";
    for (Object element : list) {
      put(before);
      if (!value(element, depth + 1)) {
        return false;
      }
      before = ",";
    }
    put("]");
    return true;
  }

  private static String whole(double number) {
    return Long.toString((long) number);
  }

  private static String fraction(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "null";
  }

  private void string(String value) {
    put("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> put("\\\"");
        case '\\' -> put("\\\\");
        case '\b' -> put("\\b");
        case '\f' -> put("\\f");
        case '\n' -> put("\\n");
        case '\r' -> put("\\r");
        case '\t' -> put("\\t");
        default -> {
          if (c < ' ' || isLone(value, i)) {
            put("\\u%04x".formatted((int) c));
          } else {
            put(c);
          }
        }
      }
    }
    put("\"");
  }

  /// Half a surrogate pair, which has no form in UTF-8.
  private static boolean isLone(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
  }

  private void put(String part) {
    length += part.length();
    if (out != null) {
      out.append(part);
    }
  }

  private void put(char c) {
    length++;
    if (out != null) {
      out.append(c);
    }
  }
}
