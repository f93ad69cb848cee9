package dev.clew.server.form;

import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.LogicalOperator;
import dev.clew.traceql.Query;
import dev.clew.traceql.SpansetFilter;
import dev.clew.traceql.Static;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Jaeger's search form asks for, beside when and how many, and how long the whole trace took.
/// All conditions hold of one span and its trace.
///
/// @param service exact, not empty; null for any
/// @param operation exact span name, not empty; null for any
/// @param tags key and value as text, in order; see [TagCondition]
/// @param duration of the span
/// @param traceDuration of the whole trace, from its first start to its last end
public record SearchForm(
    @Nullable String service,
    @Nullable String operation,
    Map<String, String> tags,
    DurationRange duration,
    DurationRange traceDuration) {
  private static final Attribute SERVICE = Attribute.resource("service.name");

  public SearchForm {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /// The form as a TraceQL query.
  public Query toQuery() {
    List<Expression> conditions = new ArrayList<>();
    if (service != null) {
      conditions.add(Comparison.equal(SERVICE, new Static.Str(service)));
    }
    if (operation != null) {
      conditions.add(Comparison.equal(Intrinsic.NAME, new Static.Str(operation)));
    }
    add(Intrinsic.DURATION, duration, conditions);
    tags.forEach((key, value) -> conditions.add(TagCondition.of(key, value)));
    add(Intrinsic.TRACE_DURATION, traceDuration, conditions);
    return Query.filter(Logical.and(conditions));
  }

  private static void add(Intrinsic of, DurationRange range, List<Expression> conditions) {
    if (range.minNanos() != null) {
      conditions.add(comparison(of, ComparisonOperator.GREATER_EQUAL, range.minNanos()));
    }
    if (range.maxNanos() != null) {
      conditions.add(comparison(of, ComparisonOperator.LESS_EQUAL, range.maxNanos()));
    }
  }

  private static Expression comparison(Intrinsic of, ComparisonOperator operator, long nanos) {
    return new Comparison(operator, of, new Static.Duration(nanos));
  }

  /// The form that means exactly what a query does, whatever the order of its conditions; empty
  /// where the query says something that no form can.
  public static Optional<SearchForm> of(Query query) {
    return switch (query.root()) {
      case SpansetFilter(Static.Bool(boolean all)) when all ->
          Optional.of(new SearchForm(null, null, Map.of(), DurationRange.ALL, DurationRange.ALL));
      case SpansetFilter(Logical all) when all.operator() == LogicalOperator.AND ->
          of(all.operands());
      case SpansetFilter(Expression only) -> of(List.of(only));
    };
  }

  private static Optional<SearchForm> of(List<Expression> conditions) {
    Fields fields = new Fields();
    for (Expression condition : conditions) {
      if (!fields.take(condition)) {
        return Optional.empty();
      }
    }
    DurationRange duration = fields.duration.range();
    DurationRange trace = fields.traceDuration.range();
    return duration.isEmpty() || trace.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SearchForm(fields.service, fields.operation, fields.tags, duration, trace));
  }

  /// The fields while condition after condition is read; each takes one.
  private static final class Fields {
    private @Nullable String service;
    private @Nullable String operation;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Bounds duration = new Bounds();
    private final Bounds traceDuration = new Bounds();

    /// @return whether the condition is one of a form's, and its field was free
    boolean take(Expression condition) {
      return switch (condition) {
        case Comparison(var operator, Attribute of, Static.Str(String text))
            when operator == ComparisonOperator.EQUAL && of.equals(SERVICE) -> {
          boolean free = service == null && !text.isEmpty();
          service = text;
          yield free;
        }
        case Comparison(var operator, Intrinsic of, Static.Str(String text))
            when operator == ComparisonOperator.EQUAL && of == Intrinsic.NAME -> {
          boolean free = operation == null && !text.isEmpty();
          operation = text;
          yield free;
        }
        case Comparison(var operator, Intrinsic of, Static.Duration(long nanos))
            when of == Intrinsic.DURATION ->
            duration.take(operator, nanos);
        case Comparison(var operator, Intrinsic of, Static.Duration(long nanos))
            when of == Intrinsic.TRACE_DURATION ->
            traceDuration.take(operator, nanos);
        default -> {
          Map.Entry<String, String> tag = TagCondition.read(condition);
          yield tag != null
              && tags.size() < FormTags.MAX_TAGS
              && tags.putIfAbsent(tag.getKey(), tag.getValue()) == null;
        }
      };
    }
  }

  /// A range of durations while its two bounds are read, each at most once.
  private static final class Bounds {
    private @Nullable Long min;
    private @Nullable Long max;

    boolean take(ComparisonOperator operator, long nanos) {
      boolean free;
      switch (operator) {
        case GREATER_EQUAL -> {
          free = min == null && nanos >= 0;
          min = nanos;
        }
        case LESS_EQUAL -> {
          free = max == null && nanos >= 0;
          max = nanos;
        }
        default -> free = false;
      }
      return free;
    }

    DurationRange range() {
      return new DurationRange(min, max);
    }
  }
}
