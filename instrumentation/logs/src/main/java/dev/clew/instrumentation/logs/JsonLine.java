package dev.clew.instrumentation.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A log line as an object of JSON: `timestamp`, `level`, `message`, then what else is known.
///
/// The first value of a name counts; later ones of the same name are left out, since readers differ
/// in which of two they take.
final class JsonLine {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder(256).append('{');
  private final Set<String> names = new HashSet<>();

  /// @param level in any case
  JsonLine(Instant time, String level, String message) {
    add("timestamp", TIMESTAMP.format(time));
    add("level", level.toLowerCase(Locale.ROOT));
    add("message", message);
  }

  /// Adds a value; numbers and booleans as they are, anything else as text. Null is left out.
  JsonLine add(String name, @Nullable Object value) {
    if (value == null || !names.add(name)) {
      return this;
    }
    if (text.length() > 1) {
      text.append(',');
    }
    quote(name);
    text.append(':');
    if (value instanceof Boolean || isJsonNumber(value)) {
      text.append(value);
    } else {
      quote(value.toString());
    }
    return this;
  }

  private static boolean isJsonNumber(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float single && Float.isFinite(single));
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          // A lone surrogate has no form in UTF-8.
          if (c < ' ' || (Character.isSurrogate(c) && !isPaired(value, i))) {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static boolean isPaired(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }

  /// The line, with its end.
  @Override
  public String toString() {
    return text + "}\n";
  }
}
