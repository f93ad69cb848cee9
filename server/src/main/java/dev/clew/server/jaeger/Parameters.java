package dev.clew.server.jaeger;

import com.linecorp.armeria.common.QueryParams;
import dev.clew.model.TraceIds;
import dev.clew.server.form.DurationRange;
import dev.clew.server.form.FormFault;
import dev.clew.server.form.FormTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a request, each read by its name or an alias of it. An empty one counts as
/// absent.
record Parameters(QueryParams all) {
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

  private @Nullable String text(List<String> names) {
    return text(names.toArray(String[]::new));
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

  /// Two durations in Go's form, each of which may be absent.
  ///
  /// @param min the names of the shortest
  /// @param max the names of the longest
  DurationRange durations(List<String> min, List<String> max) {
    try {
      return DurationRange.read(min.getFirst(), text(min), max.getFirst(), text(max));
    } catch (FormFault e) {
      throw new BadParameterException("parameter " + e.field() + ": " + e.problem());
    }
  }

  /// Tags from a JSON object of strings.
  Map<String, String> tags(String... names) {
    String value = text(names);
    if (value == null) {
      return new LinkedHashMap<>();
    }
    try {
      return FormTags.json(value);
    } catch (FormFault e) {
      throw new BadParameterException(names[0], value, e.problem());
    }
  }

  /// A trace id as text, checked.
  static String traceId(String text) {
    if (!TraceIds.isHex(text, 32)) {
      throw new BadParameterException("traceID", text, "1 to 32 hexadecimal digits are wanted");
    }
    return text;
  }
}
