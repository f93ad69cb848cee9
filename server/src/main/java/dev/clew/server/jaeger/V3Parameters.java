package dev.clew.server.jaeger;

import dev.clew.server.form.DurationRange;
import dev.clew.server.form.SearchForm;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// Reads the search form of Jaeger's API v3: `query.serviceName` and so on, or the same in
/// snake_case.
final class V3Parameters {
  private V3Parameters() {}

  /// @throws BadParameterException when something is missing or not of its form
  static TraceSearch search(Parameters parameters) {
    SearchForm form =
        new SearchForm(
            parameters.text("query.serviceName", "query.service_name"),
            parameters.text("query.operationName", "query.operation_name"),
            parameters.tags("query.attributes"),
            parameters.durations(
                List.of("query.durationMin", "query.duration_min"),
                List.of("query.durationMax", "query.duration_max")),
            DurationRange.ALL);
    return new TraceSearch(
        form,
        time(parameters, "query.startTimeMin", "query.start_time_min"),
        time(parameters, "query.startTimeMax", "query.start_time_max"),
        parameters.limit(
            "query.searchDepth", "query.search_depth", "query.numTraces", "query.num_traces"));
  }

  private static long time(Parameters parameters, String name, String alias) {
    String value = parameters.text(name, alias);
    if (value == null) {
      throw new BadParameterException("parameter '" + name + "' is required");
    }
    try {
      Instant time = OffsetDateTime.parse(value).toInstant();
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadParameterException(
          name, value, "a time as in RFC 3339 is wanted, such as 2026-01-31T12:00:00Z");
    }
  }
}
