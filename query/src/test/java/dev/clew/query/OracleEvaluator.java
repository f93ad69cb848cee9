package dev.clew.query;

import dev.clew.model.TraceIds;
import dev.clew.traceql.Arithmetic;
import dev.clew.traceql.ArithmeticOperator;
import dev.clew.traceql.Attribute;
import dev.clew.traceql.Comparison;
import dev.clew.traceql.ComparisonOperator;
import dev.clew.traceql.Expression;
import dev.clew.traceql.Intrinsic;
import dev.clew.traceql.Logical;
import dev.clew.traceql.LogicalOperator;
import dev.clew.traceql.Negate;
import dev.clew.traceql.Not;
import dev.clew.traceql.Scope;
import dev.clew.traceql.SpanKind;
import dev.clew.traceql.SpanStatus;
import dev.clew.traceql.Static;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Evaluates conditions span by span over plain objects, by straight recursion: slow and obvious.
///
/// A value is nil (null), a `String`, `Long`, `Double`, `Boolean`, {@link Nanos}, `SpanStatus`,
/// `SpanKind`, {@link #OPAQUE}, or {@link Many}.
final class OracleEvaluator {
  static final Object OPAQUE = new Object();

  private final TestSpan span;
  private final OracleTrace trace;

  OracleEvaluator(TestSpan span, OracleTrace trace) {
    this.span = span;
    this.trace = trace;
  }

  record Nanos(long count) {}

  /// Several values: of an array, of events or links.
  record Many(List<Object> items, boolean emptyArray) {}

  /// The condition cannot be computed.
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  boolean matches(Expression condition) {
    return isTrue(condition);
  }

  private boolean isTrue(Expression expression) {
    if (expression instanceof Attribute || expression instanceof Intrinsic) {
      Object value = value(expression);
      if (value instanceof Many many) {
        return !isArrayAttribute(expression, many) && many.items.contains(true);
      }
      return Boolean.TRUE.equals(value);
    }
    return Boolean.TRUE.equals(value(expression));
  }

  /// Elements of a stored array do not make a condition true, but the values of events do.
  private boolean isArrayAttribute(Expression field, Many many) {
    List<Object> plain = new ArrayList<>();
    for (Object raw : rawValues(field)) {
      if (!(raw instanceof List)) {
        plain.add(raw);
      }
    }
    return !plain.contains(true) || many.items.isEmpty();
  }

  private Object value(Expression expression) {
    return switch (expression) {
      case Static literal -> literal(literal);
      case Attribute _, Intrinsic _ -> field(expression);
      case Not(Expression operand) -> {
        Object value =
            operand instanceof Logical || operand instanceof Comparison || operand instanceof Not
                ? (Object) isTrue(operand)
                : value(operand);
        if (!(value instanceof Boolean truth)) {
          throw new Failure();
        }
        yield !truth;
      }
      case Negate(Expression operand) -> negate(value(operand));
      case Logical(LogicalOperator operator, Expression left, Expression right) ->
          operator == LogicalOperator.AND
              ? isTrue(left) && isTrue(right)
              : isTrue(left) || isTrue(right);
      case Comparison comparison -> compare(comparison);
      case Arithmetic(ArithmeticOperator operator, Expression left, Expression right) ->
          arithmetic(operator, value(left), value(right));
    };
  }

  static Object literal(Static literal) {
    return switch (literal) {
      case Static.Nil _ -> null;
      case Static.Int(long value) -> value;
      case Static.FloatValue(double value) -> value;
      case Static.Bool(boolean value) -> value;
      case Static.Str(String value) -> value;
      case Static.Duration(long nanos) -> new Nanos(nanos);
      case Static.StatusValue(SpanStatus status) -> status;
      case Static.KindValue(SpanKind kind) -> kind;
    };
  }

  // Fields

  Object field(Expression field) {
    if (field instanceof Intrinsic intrinsic) {
      return intrinsic(intrinsic);
    }
    Attribute attribute = (Attribute) field;
    List<Scope> scopes =
        attribute.scope() == Scope.ANY
            ? List.of(Scope.SPAN, Scope.RESOURCE, Scope.EVENT, Scope.LINK, Scope.INSTRUMENTATION)
            : List.of(attribute.scope());
    for (Scope scope : scopes) {
      List<Object> raw = rawValues(scope, attribute.name());
      if (!raw.isEmpty()) {
        return combine(raw, scope == Scope.EVENT || scope == Scope.LINK);
      }
    }
    return null;
  }

  private List<Object> rawValues(Expression field) {
    if (!(field instanceof Attribute attribute)) {
      return List.of();
    }
    if (attribute.scope() != Scope.ANY) {
      return rawValues(attribute.scope(), attribute.name());
    }
    for (Scope scope :
        List.of(Scope.SPAN, Scope.RESOURCE, Scope.EVENT, Scope.LINK, Scope.INSTRUMENTATION)) {
      List<Object> raw = rawValues(scope, attribute.name());
      if (!raw.isEmpty()) {
        return raw;
      }
    }
    return List.of();
  }

  private List<Object> rawValues(Scope scope, String key) {
    List<Map<String, Object>> owners =
        switch (scope) {
          case SPAN -> List.of(span.attributes());
          case RESOURCE -> List.of(span.resource().attributes());
          case INSTRUMENTATION -> List.of(span.resource().scopeAttributes());
          case EVENT -> span.events().stream().map(TestSpan.Event::attributes).toList();
          case LINK -> span.links().stream().map(TestSpan.Link::attributes).toList();
          case ANY -> throw new IllegalArgumentException();
        };
    List<Object> values = new ArrayList<>();
    for (Map<String, Object> owner : owners) {
      Object value = owner.get(key);
      if (value != null && value != TestSpan.EMPTY) {
        values.add(value);
      }
    }
    return values;
  }

  private static Object combine(List<Object> raw, boolean ofMany) {
    if (!ofMany && !(raw.getFirst() instanceof List)) {
      return plain(raw.getFirst());
    }
    List<Object> items = new ArrayList<>();
    boolean emptyArray = false;
    for (Object value : raw) {
      if (value instanceof List<?> list) {
        emptyArray |= list.isEmpty();
        boolean homogeneous = list.stream().map(Object::getClass).distinct().count() == 1;
        items.addAll(homogeneous ? list : List.of());
      } else {
        items.add(plain(value));
      }
    }
    return new Many(items, emptyArray);
  }

  private static Object plain(Object raw) {
    return raw instanceof byte[] || raw instanceof Map ? OPAQUE : raw;
  }

  private Object intrinsic(Intrinsic intrinsic) {
    return switch (intrinsic) {
      case DURATION -> new Nanos(span.duration());
      case NAME -> span.name();
      case STATUS -> SpanStatus.values()[span.status() < 3 ? span.status() : 0];
      case STATUS_MESSAGE -> span.statusMessage();
      case KIND -> SpanKind.values()[span.kind() < 6 ? span.kind() : 0];
      case SPAN_ID -> TraceIds.spanId(span.spanId());
      case PARENT_ID -> span.parentId() == 0 ? "" : TraceIds.spanId(span.parentId());
      case CHILD_COUNT -> (long) trace.childCount(span);
      case TRACE_DURATION -> new Nanos(trace.end() - trace.start());
      case ROOT_NAME -> trace.root() == null ? null : trace.root().name();
      case ROOT_SERVICE ->
          trace.root() == null || trace.root().service().isEmpty() ? null : trace.root().service();
      case TRACE_ID -> TraceIds.traceId(span.traceIdHigh(), span.traceIdLow());
      case EVENT_NAME -> many(span.events().stream().map(e -> (Object) e.name()).toList());
      case EVENT_TIME_SINCE_START ->
          many(
              span.events().stream()
                  .map(e -> (Object) new Nanos(e.time() - span.start()))
                  .toList());
      case LINK_TRACE_ID ->
          many(
              span.links().stream()
                  .map(l -> (Object) TraceIds.traceId(l.traceIdHigh(), l.traceIdLow()))
                  .toList());
      case LINK_SPAN_ID ->
          many(span.links().stream().map(l -> (Object) TraceIds.spanId(l.spanId())).toList());
      case INSTRUMENTATION_NAME -> span.resource().scopeName();
      case INSTRUMENTATION_VERSION -> span.resource().scopeVersion();
      case NESTED_SET_LEFT -> (long) trace.left(span);
      case NESTED_SET_RIGHT -> (long) trace.right(span);
      case NESTED_SET_PARENT -> (long) trace.parentLeft(span);
    };
  }

  private static Object many(List<Object> items) {
    return items.isEmpty() ? null : new Many(items, false);
  }

  // Comparison

  private boolean compare(Comparison comparison) {
    ComparisonOperator operator = comparison.operator();
    Object left = value(comparison.left());
    Object right = value(comparison.right());
    boolean leftNil = comparison.left() instanceof Static.Nil;
    boolean rightNil = comparison.right() instanceof Static.Nil;
    if (leftNil || rightNil) {
      Object other = leftNil ? right : left;
      return !(leftNil && rightNil)
          && (operator == ComparisonOperator.EQUAL ? other == null : other != null);
    }
    if (left == null || right == null) {
      return false;
    }
    if (comparison.left() == Intrinsic.TRACE_ID && comparison.right() instanceof Static.Str) {
      right = operator.isRegex() ? right : fullId((String) right);
    }
    if (comparison.right() == Intrinsic.TRACE_ID && comparison.left() instanceof Static.Str) {
      left = fullId((String) left);
    }
    if (left instanceof Many && right instanceof Many) {
      throw new Failure();
    }
    boolean negative =
        operator == ComparisonOperator.NOT_EQUAL || operator == ComparisonOperator.NOT_REGEX;
    List<Object> lefts = left instanceof Many many ? many.items : List.of(left);
    List<Object> rights = right instanceof Many many ? many.items : List.of(right);
    boolean emptyArray =
        (left instanceof Many a && a.emptyArray) || (right instanceof Many b && b.emptyArray);
    Object single = left instanceof Many ? right : left;
    if (emptyArray && negative && single == OPAQUE) {
      return false;
    }
    boolean any = false;
    boolean all = true;
    boolean comparable = emptyArray;
    for (Object a : lefts) {
      for (Object b : rights) {
        if (goTogether(a, b)) {
          comparable = true;
          boolean holds = holds(operator, a, b);
          any |= holds;
          all &= holds;
        }
      }
    }
    return negative ? comparable && all : any;
  }

  private static String fullId(String literal) {
    String digits = literal.replaceFirst("^0+", "");
    return digits.length() >= 32 ? digits : "0".repeat(32 - digits.length()) + digits;
  }

  private static boolean goTogether(Object a, Object b) {
    if (a == OPAQUE || b == OPAQUE) {
      return false;
    }
    return (isNumber(a) && isNumber(b)) || a.getClass() == b.getClass();
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Nanos;
  }

  private static boolean holds(ComparisonOperator operator, Object a, Object b) {
    if (operator.isRegex()) {
      boolean matches = Pattern.compile((String) b, Pattern.DOTALL).matcher((String) a).matches();
      return matches == (operator == ComparisonOperator.REGEX);
    }
    if (isNaN(a) || isNaN(b)) {
      return operator == ComparisonOperator.NOT_EQUAL;
    }
    if (!isNumber(a) && !(a instanceof String)) {
      return a.equals(b)
          ? operator == ComparisonOperator.EQUAL
          : operator == ComparisonOperator.NOT_EQUAL;
    }
    int order = order(a, b);
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
      case REGEX, NOT_REGEX -> throw new IllegalArgumentException();
    };
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static int order(Object a, Object b) {
    if (a instanceof String left && b instanceof String right) {
      return Arrays.compareUnsigned(
          left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
    if (isNumber(a)) {
      boolean finite = isFinite(a) && isFinite(b);
      return finite
          ? exact(a).compareTo(exact(b))
          : Double.compare(real(a), real(b)); // one is infinite
    }
    throw new IllegalArgumentException("no order: " + a);
  }

  private static boolean isFinite(Object number) {
    return !(number instanceof Double real) || Double.isFinite(real);
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double real ? new BigDecimal(real) : new BigDecimal(whole(number));
  }

  private static double real(Object number) {
    return number instanceof Double real ? real : (double) whole(number);
  }

  private static long whole(Object number) {
    return number instanceof Nanos nanos ? nanos.count : (Long) number;
  }

  // Arithmetic

  private static Object negate(Object operand) {
    if (operand instanceof Double real) {
      return -real;
    }
    if (!isNumber(operand)) {
      throw new Failure();
    }
    long whole = whole(operand);
    return whole == Long.MIN_VALUE ? (Object) 0x1p63 : sameKind(operand instanceof Nanos, -whole);
  }

  private static Object sameKind(boolean nanos, long whole) {
    return nanos ? new Nanos(whole) : (Object) whole;
  }

  private static Object arithmetic(ArithmeticOperator operator, Object a, Object b) {
    if (a instanceof Many || b instanceof Many) {
      throw new Failure();
    }
    if (!isNumber(a) || !isNumber(b)) {
      return null;
    }
    boolean fraction =
        operator == ArithmeticOperator.DIVIDE
            || operator == ArithmeticOperator.REMAINDER
            || operator == ArithmeticOperator.POWER;
    boolean nanos = a instanceof Nanos || b instanceof Nanos;
    if (a instanceof Double || b instanceof Double || (nanos && fraction)) {
      return reals(operator, real(a), real(b));
    }
    BigInteger left = BigInteger.valueOf(whole(a));
    BigInteger right = BigInteger.valueOf(whole(b));
    boolean zero = right.signum() == 0;
    if (zero
        && (operator == ArithmeticOperator.DIVIDE || operator == ArithmeticOperator.REMAINDER)) {
      throw new Failure();
    }
    BigInteger result =
        switch (operator) {
          case ADD -> left.add(right);
          case SUBTRACT -> left.subtract(right);
          case MULTIPLY -> left.multiply(right);
          case DIVIDE -> left.divide(right);
          case REMAINDER -> left.remainder(right);
          case POWER -> power(left, right);
        };
    return result == null || result.bitLength() > 63
        ? (Object) reals(operator, real(a), real(b))
        : sameKind(nanos, result.longValue());
  }

  /// Null where the power is too large.
  private static BigInteger power(BigInteger base, BigInteger exponent) {
    boolean even = !exponent.testBit(0);
    if (base.equals(BigInteger.ONE) || exponent.signum() == 0) {
      return BigInteger.ONE;
    }
    if (base.equals(BigInteger.ONE.negate())) {
      return even ? BigInteger.ONE : base;
    }
    if (base.signum() == 0) {
      if (exponent.signum() < 0) {
        throw new Failure();
      }
      return base;
    }
    if (exponent.signum() < 0) {
      return BigInteger.ZERO;
    }
    return exponent.bitLength() > 7 ? null : base.pow(exponent.intValue());
  }

  private static double reals(ArithmeticOperator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case REMAINDER -> a % b;
      case POWER -> Math.pow(a, b);
    };
  }
}
