package dev.clew.server.jaeger;

import dev.clew.server.form.DurationRange;
import dev.clew.server.form.FormFault;
import dev.clew.server.form.FormTags;
import dev.clew.server.form.SearchForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reads the search form of Jaeger's legacy API, `GET /api/traces`.
final class LegacyParameters {
  private static final Duration LOOKBACK = Duration.ofDays(2);

  private LegacyParameters() {}

  /// @param nowNanos since 1970
  /// @throws BadParameterException when something is not of its form
  static TraceSearch search(Parameters parameters, long nowNanos) {
    Long end = parameters.number("end");
    long endNanos = end == null ? nowNanos : nanos("end", end);
    Long start = parameters.number("start");
    long startNanos = start == null ? endNanos - LOOKBACK.toNanos() : nanos("start", start);
    Map<String, String> tags = parameters.tags("tags");
    List<String> single = parameters.all().getAll("tag");
    for (String tag : single) {
      try {
        FormTags.addPair(tag, tags);
      } catch (FormFault e) {
        throw new BadParameterException(e.field(), tag, e.problem());
      }
    }
    SearchForm form =
        new SearchForm(
            parameters.required("service"),
            parameters.text("operation"),
            tags,
            parameters.durations(List.of("minDuration"), List.of("maxDuration")),
            DurationRange.ALL);
    return new TraceSearch(form, startNanos, endNanos, parameters.limit("limit"));
  }

  private static long nanos(String name, long micros) {
    try {
      return Math.multiplyExact(micros, 1000L);
    } catch (ArithmeticException e) {
      throw new BadParameterException(
          name, Long.toString(micros), "microseconds since 1970 are wanted");
    }
  }
}
