package dev.clew.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Attributes as the helpers take them: keys and values in turn, maps, or OpenTelemetry's own.
///
/// A value becomes a boolean, a 64-bit integer, a double, a string or a list of one of them;
/// whatever else it is becomes its text. Null values are left out. Nothing here throws: what cannot
/// be an attribute is logged and left out.
final class AttributePairs {
  /// What takes attributes: a span, a span builder, an attributes builder.
  interface Target {
    <T> Object put(AttributeKey<T> key, T value);
  }

  private AttributePairs() {}

  static Attributes of(@Nullable Object[] pairs) {
    if (pairs.length == 0) {
      return Attributes.empty();
    }
    AttributesBuilder builder = Attributes.builder();
    // Not a method reference: the builder's put has overloads that make it ambiguous.
    each(
        pairs,
        new Target() {
          @Override
          public <T> Object put(AttributeKey<T> key, T value) {
            return builder.put(key, value);
          }
        });
    return builder.build();
  }

  static void each(@Nullable Object[] pairs, Target target) {
    int i = 0;
    while (i < pairs.length) {
      Object first = pairs[i];
      if (first instanceof Map<?, ?> map) {
        map.forEach((key, value) -> put(key, value, target));
        i++;
      } else if (first instanceof Attributes attributes) {
        attributes.forEach((key, value) -> putTyped(key, value, target));
        i++;
      } else if (i + 1 < pairs.length) {
        put(first, pairs[i + 1], target);
        i += 2;
      } else {
        TelemetryLog.failed(
            "reading attribute '" + text(first) + "'",
            new IllegalArgumentException(
                "the last key has no value: give keys and values in turn"));
        i++;
      }
    }
  }

  @SuppressWarnings("unchecked") // An Attributes holds values of their keys' types.
  private static void putTyped(AttributeKey<?> key, Object value, Target target) {
    target.put((AttributeKey<Object>) key, value);
  }

  private static void put(@Nullable Object key, @Nullable Object value, Target target) {
    try {
      if (key instanceof AttributeKey<?> typed) {
        put(typed.getKey(), value, target);
      } else {
        put(text(key), value, target);
      }
    } catch (RuntimeException e) {
      TelemetryLog.failed("setting attribute '" + text(key) + "'", e);
    }
  }

  private static void put(String key, @Nullable Object value, Target target) {
    if (key.isEmpty() || value == null) {
      return;
    }
    if (value instanceof String text) {
      target.put(AttributeKey.stringKey(key), text);
    } else if (isIntegral(value)) {
      target.put(AttributeKey.longKey(key), ((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      target.put(AttributeKey.booleanKey(key), flag);
    } else if (value instanceof Double || value instanceof Float) {
      target.put(AttributeKey.doubleKey(key), ((Number) value).doubleValue());
    } else if (value instanceof Collection<?> values) {
      putList(key, values.stream().filter(Objects::nonNull).toList(), target);
    } else if (value.getClass().isArray()) {
      putList(key, elements(value), target);
    } else {
      target.put(AttributeKey.stringKey(key), text(value));
    }
  }

  private static void putList(String key, List<?> values, Target target) {
    if (all(values, Boolean.class)) {
      target.put(
          AttributeKey.booleanArrayKey(key), values.stream().map(Boolean.class::cast).toList());
    } else if (values.stream().allMatch(AttributePairs::isIntegral)) {
      target.put(
          AttributeKey.longArrayKey(key),
          values.stream().map(value -> ((Number) value).longValue()).toList());
    } else if (values.stream().allMatch(Number.class::isInstance)) {
      target.put(
          AttributeKey.doubleArrayKey(key),
          values.stream().map(value -> ((Number) value).doubleValue()).toList());
    } else {
      target.put(
          AttributeKey.stringArrayKey(key), values.stream().map(AttributePairs::text).toList());
    }
  }

  private static boolean all(List<?> values, Class<?> type) {
    return !values.isEmpty() && values.stream().allMatch(type::isInstance);
  }

  private static boolean isIntegral(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte;
  }

  private static List<Object> elements(Object array) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      if (element != null) {
        elements.add(element);
      }
    }
    return elements;
  }

  /// The text of a value whose own `toString` may throw.
  private static String text(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException e) {
      TelemetryLog.failed("reading an attribute", e);
      return "";
    }
  }
}
