package dev.clew.instrumentation;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads headers from a map whose values are texts or lists of texts, in whatever case the keys
/// are.
enum HeaderGetter implements TextMapGetter<Map<String, ?>> {
  INSTANCE;

  @Override
  public Iterable<String> keys(Map<String, ?> carrier) {
    return carrier.keySet();
  }

  @Override
  public @Nullable String get(@Nullable Map<String, ?> carrier, String key) {
    if (carrier == null) {
      return null;
    }
    for (Map.Entry<String, ?> header : carrier.entrySet()) {
      // HttpURLConnection has the status line under a null key.
      if (key.equalsIgnoreCase(header.getKey())) {
        return text(header.getValue());
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof Collection<?> values) {
      return values.isEmpty() ? null : text(values.iterator().next());
    }
    return value == null ? null : value.toString();
  }
}
