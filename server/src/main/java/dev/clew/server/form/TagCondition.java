package dev.clew.server.form;

import static dev.clew.traceql.Comparison.equal;

import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.LogicalOperator;
import dev.clew.traceql.Scope;
import dev.clew.traceql.SpanKind;
import dev.clew.traceql.SpanStatus;
import dev.clew.traceql.Static;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One tag of a Jaeger search as a TraceQL condition.
///
/// A tag is text on both sides, while attributes have types: `http.status_code=200` means the
/// integer and the string. It is looked for in the span, its resource, its scope and its events.
/// What Jaeger shows as a tag but OTLP keeps in a field (kind, status, scope) is looked for there
/// too.
final class TagCondition {
  private static final List<Scope> PLACES =
      List.of(Scope.SPAN, Scope.RESOURCE, Scope.INSTRUMENTATION, Scope.EVENT);

  private TagCondition() {}

  static Expression of(String key, String value) {
    List<Expression> alternatives = new ArrayList<>();
    Expression field = field(key, value);
    if (field != null) {
      alternatives.add(field);
    }
    addAttributes(key, value, alternatives);
    return Logical.or(alternatives);
  }

  /// The tag that a condition is of, key and value; null where it is of none.
  static Map.@Nullable Entry<String, String> read(Expression condition) {
    if (!(condition instanceof Logical any) || any.operator() != LogicalOperator.OR) {
      return null;
    }
    List<Expression> alternatives = any.operands();
    for (Expression alternative : alternatives) {
      if (alternative
              instanceof
              Comparison(var operator, Attribute(Scope scope, String key), Static.Str(String value))
          && operator == ComparisonOperator.EQUAL
          && scope == PLACES.getFirst()) {
        Logical meant = (Logical) of(key, value);
        return meant.operands().equals(alternatives) ? Map.entry(key, value) : null;
      }
    }
    return null;
  }

  private static @Nullable Expression field(String key, String value) {
    return switch (key) {
      case "error" -> error(value);
      case "span.kind" -> kind(value);
      case "otel.status_code" -> status(value);
      case "otel.status_description" -> equal(Intrinsic.STATUS_MESSAGE, new Static.Str(value));
      case "otel.scope.name", "otel.library.name" ->
          equal(Intrinsic.INSTRUMENTATION_NAME, new Static.Str(value));
      case "otel.scope.version", "otel.library.version" ->
          equal(Intrinsic.INSTRUMENTATION_VERSION, new Static.Str(value));
      case "event" -> equal(Intrinsic.EVENT_NAME, new Static.Str(value));
      default -> null;
    };
  }

  /// `error=true` means a status of error or an attribute `error` that says so: true, or any text
  /// but "false" (seed tension T25). `error=false` is the opposite.
  private static @Nullable Expression error(String value) {
    Expression failed = equal(Intrinsic.STATUS, new Static.StatusValue(SpanStatus.ERROR));
    Attribute error = Attribute.span("error");
    return switch (value) {
      case "true" ->
          or(
              failed,
              and(
                  new Comparison(ComparisonOperator.NOT_EQUAL, error, new Static.Str("false")),
                  new Comparison(ComparisonOperator.NOT_EQUAL, error, new Static.Str(""))));
      case "false" ->
          and(
              new Comparison(
                  ComparisonOperator.NOT_EQUAL,
                  Intrinsic.STATUS,
                  new Static.StatusValue(SpanStatus.ERROR)),
              or(
                  equal(error, new Static.Nil()),
                  or(
                      equal(error, new Static.Bool(false)),
                      or(
                          equal(error, new Static.Str("false")),
                          equal(error, new Static.Str(""))))));
      default -> null;
    };
  }

  private static @Nullable Expression kind(String value) {
    for (SpanKind kind : SpanKind.values()) {
      if (kind.text().equals(value.toLowerCase(Locale.ROOT))) {
        return equal(Intrinsic.KIND, new Static.KindValue(kind));
      }
    }
    return null;
  }

  private static @Nullable Expression status(String value) {
    for (SpanStatus status : SpanStatus.values()) {
      if (status.text().equals(value.toLowerCase(Locale.ROOT))) {
        return equal(Intrinsic.STATUS, new Static.StatusValue(status));
      }
    }
    return null;
  }

  private static void addAttributes(String key, String value, List<Expression> into) {
    for (Scope place : PLACES) {
      Attribute attribute = new Attribute(place, key);
      for (Static reading : readings(value)) {
        into.add(equal(attribute, reading));
      }
    }
  }

  /// The typed values that a text may stand for.
  private static List<Static> readings(String value) {
    List<Static> readings = new ArrayList<>();
    readings.add(new Static.Str(value));
    if (value.equals("true") || value.equals("false")) {
      readings.add(new Static.Bool(value.equals("true")));
    }
    // Digits alone: Java would also take "1f", "0x1p3" or "NaN" for a number.
    if (value.matches("[+-]?\\d{1,18}")) {
      readings.add(new Static.Int(Long.parseLong(value)));
    } else if (value.matches("[+-]?\\d*\\.?\\d+([eE][+-]?\\d+)?")) {
      readings.add(new Static.FloatValue(Double.parseDouble(value)));
    }
    return readings;
  }

  private static Expression and(Expression left, Expression right) {
    return new Logical(LogicalOperator.AND, left, right);
  }

  private static Expression or(Expression left, Expression right) {
    return new Logical(LogicalOperator.OR, left, right);
  }
}
