package dev.clew.instrumentation.jdbc;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The values bound to a prepared statement's parameters, as text.
final class BoundValues {
  /// Characters of a value that are kept.
  private static final int LIMIT = 100;

  private static final Pattern SECRET =
      Pattern.compile("passw|pwd|secret|token|api_?key|credential|auth", Pattern.CASE_INSENSITIVE);

  private final boolean wanted;
  private final Map<String, String> values = new TreeMap<>();

  BoundValues(boolean wanted) {
    this.wanted = wanted;
  }

  void clear() {
    values.clear();
  }

  /// Keeps what a method binds, where it is one that binds: `setInt(1, 5)`, `setString("name", x)`.
  void note(Method method, @Nullable Object[] arguments) {
    if (!wanted || arguments.length < 2 || !method.getName().startsWith("set")) {
      return;
    }
    if (arguments[0] instanceof Integer position) {
      values.put(Integer.toString(position - 1), text(method, arguments[1]));
    } else if (arguments[0] instanceof String name) {
      values.put(name, text(method, arguments[1]));
    }
  }

  /// The values as a span may have them: those of a statement that speaks of secrets are hidden.
  Map<String, String> shown(String sql) {
    if (values.isEmpty()) {
      return Map.of();
    }
    Map<String, String> shown = new TreeMap<>(values);
    if (SECRET.matcher(sql).find()) {
      shown.replaceAll((key, value) -> "[redacted]");
    }
    return shown;
  }

  private static String text(Method method, @Nullable Object value) {
    if (value == null || method.getName().equals("setNull")) {
      return "NULL";
    }
    if (value instanceof byte[] bytes) {
      return "(" + bytes.length + " bytes)";
    }
    boolean plain =
        value instanceof CharSequence
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Enum
            || value instanceof java.util.UUID
            || value instanceof java.util.Date
            || value instanceof java.time.temporal.TemporalAccessor;
    if (!plain) {
      return "(" + value.getClass().getSimpleName() + ")";
    }
    String text = value.toString();
    return text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "…";
  }
}
