package dev.clew.server.jaeger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.QueryParams;
import dev.clew.model.TraceIds;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a request, each read by its name or an alias of it. An empty one counts as
/// absent.
record Parameters(QueryParams all) {
  private static final JsonFactory JSON = new JsonFactory();

  /// The first parameter that is there and not empty, or null.
  @Nullable String text(String... names) {
    for (String name : names) {
      String value = all.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  /// @throws BadParameterException where the parameter is absent
  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new BadParameterException("parameter '" + name + "' is required");
    }
    return value;
  }

  boolean isTrue(String name) {
    return "true".equals(all.get(name));
  }

  /// A whole number, or null where it is absent.
  @Nullable Long number(String... names) {
    String value = text(names);
    if (value == null) {
      return null;
    }
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new BadParameterException(names[0], value, "a whole number is wanted");
    }
  }

  /// How many traces are wanted.
  int limit(String... names) {
    Long limit = number(names);
    if (limit == null) {
      return TraceSearch.DEFAULT_LIMIT;
    }
    if (limit <= 0 || limit > Integer.MAX_VALUE) {
      throw new BadParameterException(
          names[0], limit.toString(), "a number from 1 to " + Integer.MAX_VALUE + " is wanted");
    }
    return limit.intValue();
  }

  /// Nanoseconds from a duration in Go's form, or null where it is absent.
  @Nullable Long duration(String... names) {
    String value = text(names);
    if (value == null) {
      return null;
    }
    try {
      return GoDuration.nanos(value);
    } catch (IllegalArgumentException e) {
      throw new BadParameterException(names[0], value, String.valueOf(e.getMessage()));
    }
  }

  /// Tags from a JSON object of strings.
  Map<String, String> tags(String... names) {
    Map<String, String> tags = new LinkedHashMap<>();
    String value = text(names);
    if (value == null) {
      return tags;
    }
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw badTags(names[0], value);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        if (!json.nextToken().isScalarValue()) {
          throw badTags(names[0], value);
        }
        tags.put(key, json.getText());
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw badTags(names[0], value);
      }
    } catch (IOException e) {
      throw badTags(names[0], value);
    }
    return tags;
  }

  private static BadParameterException badTags(String name, String value) {
    return new BadParameterException(
        name, value, "a JSON object of strings is wanted, such as {\"http.method\":\"GET\"}");
  }

  /// A trace id as text, checked.
  static String traceId(String text) {
    if (!TraceIds.isHex(text, 32)) {
      throw new BadParameterException("traceID", text, "1 to 32 hexadecimal digits are wanted");
    }
    return text;
  }
}
