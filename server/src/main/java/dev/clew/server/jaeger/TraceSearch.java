package dev.clew.server.jaeger;

import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.Query;
import dev.clew.traceql.Static;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Jaeger's search form asks for, in either family of the API. All conditions hold of one
/// span.
///
/// @param service exact, or null for any
/// @param operation exact span name, or null for any
/// @param tags key and value as text; see [TagCondition]
/// @param minDurationNanos of a span, inclusive, or null
/// @param maxDurationNanos of a span, inclusive, or null
/// @param startNanos since 1970, inclusive
/// @param endNanos since 1970, inclusive
/// @param limit how many traces at most
record TraceSearch(
    @Nullable String service,
    @Nullable String operation,
    Map<String, String> tags,
    @Nullable Long minDurationNanos,
    @Nullable Long maxDurationNanos,
    long startNanos,
    long endNanos,
    int limit) {

  /// How many traces are answered where the form does not say.
  static final int DEFAULT_LIMIT = 100;

  /// The form as a TraceQL query.
  Query toQuery() {
    List<Expression> conditions = new ArrayList<>();
    if (service != null) {
      conditions.add(Comparison.equal(Attribute.resource("service.name"), new Static.Str(service)));
    }
    if (operation != null) {
      conditions.add(Comparison.equal(Intrinsic.NAME, new Static.Str(operation)));
    }
    if (minDurationNanos != null) {
      conditions.add(duration(ComparisonOperator.GREATER_EQUAL, minDurationNanos));
    }
    if (maxDurationNanos != null) {
      conditions.add(duration(ComparisonOperator.LESS_EQUAL, maxDurationNanos));
    }
    tags.forEach((key, value) -> conditions.add(TagCondition.of(key, value)));
    return Query.filter(Logical.and(conditions));
  }

  private static Expression duration(ComparisonOperator operator, long nanos) {
    return new Comparison(operator, Intrinsic.DURATION, new Static.Duration(nanos));
  }
}
