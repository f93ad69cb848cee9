package dev.clew.server.api;

import com.linecorp.armeria.common.QueryParams;
import dev.clew.query.filter.Regex;
import dev.clew.query.read.TimeWindow;
import dev.clew.traceql.Query;
import dev.clew.traceql.Static;
import dev.clew.traceql.TraceQl;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The query parameters of one request, read with the rules that all endpoints share.
final class Parameters {
  private static final Query EVERYTHING = Query.filter(new Static.Bool(true));

  private final QueryParams given;

  /// @param known the parameters that the endpoint has
  /// @throws ApiException when another one is given
  Parameters(QueryParams given, Set<String> known) {
    this.given = given;
    for (String name : given.names()) {
      if (!known.contains(name)) {
        throw ApiException.badRequest(
            "unknown parameter '"
                + name
                + "', known here: "
                + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  /// A text; null where it is missing or empty.
  @Nullable String text(String name) {
    String value = given.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /// All texts of one name, in order.
  List<String> all(String name) {
    return given.getAll(name);
  }

  /// A text that must be there.
  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw ApiException.badRequest("the parameter '" + name + "' is missing");
    }
    return value;
  }

  int number(String name, int fallback, int min, int max) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, with the bounds.
    }
    throw ApiException.badRequest(
        "parameter '" + name + "' is '" + value + "', not a number from " + min + " to " + max);
  }

  /// One of an enum's constants, by its name in lower case.
  <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(value)) {
        return constant;
      }
      words.add(word(constant));
    }
    throw ApiException.badRequest(
        "parameter '" + name + "' is '" + value + "', not one of " + String.join(", ", words));
  }

  /// An enum's constant as the API writes it.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// The query `q`, null where there is none.
  @Nullable Query query() {
    String text = text("q");
    return text == null ? null : TraceQl.parse(text, Regex::fault);
  }

  /// The query `q`, or one that every span matches.
  Query queryOrEverything() {
    Query query = query();
    return query == null ? EVERYTHING : query;
  }

  /// From `start` to `end`, both inclusive: RFC 3339, or nanoseconds since 1970.
  TimeWindow window() {
    long from = time("start", TimeWindow.ALL.from());
    long to = time("end", TimeWindow.ALL.to());
    if (from > to) {
      throw ApiException.badRequest("'start' lies after 'end'");
    }
    return new TimeWindow(from, to);
  }

  private long time(String name, long fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    try {
      if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseLong(value);
      }
      Instant instant = Instant.parse(value);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw ApiException.badRequest(
          "parameter '"
              + name
              + "' is '"
              + value
              + "', neither an RFC 3339 time nor nanoseconds since 1970");
    }
  }
}
