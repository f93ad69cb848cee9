package dev.clew.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The span of an operation on a cache.
final class CacheOperation {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("cache.type");
  private static final String DEFAULT_TYPE = "redis";

  private CacheOperation() {}

  /// @param hit of what was found; null where it follows from the result of a `get`
  static SpanCall start(
      ClewTracer tracer,
      OperationNames names,
      String operation,
      String key,
      @Nullable Predicate<@Nullable Object> hit,
      @Nullable Object[] attributes) {
    Attributes given = AttributePairs.of(attributes);
    String type = Objects.requireNonNullElse(given.get(TYPE), DEFAULT_TYPE);
    boolean lookup = hit != null || operation.equalsIgnoreCase("get");
    return SpanCall.start(
        tracer,
        names.cache(operation, type, key),
        type.equals("memory") ? SpanKind.INTERNAL : SpanKind.CLIENT,
        lookup ? (span, result, error) -> describe(span, result, error, hit) : SpanEnd.NOTHING,
        "operation.type",
        "cache",
        "cache.operation",
        operation,
        "cache.type",
        type,
        "cache.key_pattern",
        KeyPattern.of(String.valueOf(key)),
        given);
  }

  private static void describe(
      Span span,
      @Nullable Object result,
      @Nullable Throwable error,
      @Nullable Predicate<@Nullable Object> hit) {
    if (error == null) {
      span.setAttribute("cache.hit", hit == null ? isThere(result) : hit.test(result));
    }
  }

  private static boolean isThere(@Nullable Object result) {
    return result instanceof Optional<?> optional ? optional.isPresent() : result != null;
  }
}
