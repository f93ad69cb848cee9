package dev.clew.instrumentation.redis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How spans of Redis commands are named.
///
/// ```java
/// RedisTracing.builder().names(RedisSpanNames.REDIS_DASH).build();
/// ```
///
/// A function of one's own gives a name to the commands that mean something:
///
/// ```java
/// RedisSpanNames names = (operation, keyPattern) ->
///     operation.equals("ZADD") && "jobs:pending".equals(keyPattern)
///         ? "queueAdd"
///         : RedisSpanNames.OPERATION.name(operation, keyPattern);
/// ```
@FunctionalInterface
public interface RedisSpanNames {
  /// `GET`; the default.
  RedisSpanNames OPERATION = (operation, keyPattern) -> operation;

  /// `redis-get`.
  RedisSpanNames REDIS_DASH =
      (operation, keyPattern) -> "redis-" + operation.toLowerCase(Locale.ROOT);

  /// `GET user:?`, or `GET` where there is no key.
  RedisSpanNames OPERATION_KEY_PATTERN =
      (operation, keyPattern) -> keyPattern == null ? operation : operation + " " + keyPattern;

  /// The name of one span.
  ///
  /// ```java
  /// RedisSpanNames.REDIS_DASH.name("GET", "user:?"); // "redis-get"
  /// ```
  ///
  /// @param operation the command in upper case, `PIPELINE`, or `MULTI` for a transaction
  /// @param keyPattern of the first key; null where there is none
  String name(String operation, @Nullable String keyPattern);
}
