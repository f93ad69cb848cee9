package dev.clew.instrumentation.redis;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can be chosen about the spans of Redis commands.
///
/// ```java
/// RedisTracing redis = RedisTracing.builder().names(RedisSpanNames.REDIS_DASH).build();
/// RedisClient jedis = JedisTracing.of(redis).client(new HostAndPort("localhost", 6379));
/// ClientResources lettuce = ClientResources.builder().tracing(LettuceTracing.of(redis)).build();
/// ```
///
/// `OTEL_INSTRUMENTATION_REDIS_ENABLED=false` switches all spans off.
public final class RedisTracing {
  private final Supplier<@Nullable OpenTelemetry> openTelemetry;
  private final RedisSpanNames names;
  private final boolean arguments;
  private final boolean oldNames;

  private RedisTracing(Builder builder) {
    openTelemetry = builder.openTelemetry;
    names = builder.names;
    arguments = builder.arguments;
    oldNames = builder.oldNames;
  }

  /// Everything as it is by default, on the global OpenTelemetry from the moment it is set.
  ///
  /// ```java
  /// JedisTracing.of(RedisTracing.create());
  /// ```
  public static RedisTracing create() {
    return builder().build();
  }

  /// Choices, none made yet.
  ///
  /// ```java
  /// RedisTracing.builder().arguments(true).build();
  /// ```
  public static Builder builder() {
    return new Builder();
  }

  /// Null until one is set.
  @Nullable OpenTelemetry openTelemetry() {
    return openTelemetry.get();
  }

  RedisSpanNames names() {
    return names;
  }

  boolean hasArguments() {
    return arguments;
  }

  boolean hasOldNames() {
    return oldNames;
  }

  /// Collects choices.
  ///
  /// ```java
  /// RedisTracing.Builder redis = RedisTracing.builder();
  /// ```
  public static final class Builder {
    private Supplier<@Nullable OpenTelemetry> openTelemetry = Instrumentations::openTelemetry;
    private RedisSpanNames names = RedisSpanNames.OPERATION;
    private boolean arguments;
    private boolean oldNames;

    private Builder() {}

    /// An OpenTelemetry that is at hand, instead of the global one.
    ///
    /// ```java
    /// redis.openTelemetry(sdk);
    /// ```
    public Builder openTelemetry(OpenTelemetry given) {
      return openTelemetry(() -> given);
    }

    /// One that may come later.
    Builder openTelemetry(Supplier<@Nullable OpenTelemetry> given) {
      openTelemetry = given;
      return this;
    }

    /// How spans are named; by default `GET`.
    ///
    /// ```java
    /// redis.names(RedisSpanNames.REDIS_DASH);
    /// ```
    public Builder names(RedisSpanNames chosen) {
      names = chosen;
      return this;
    }

    /// Whether `db.query.text` has the arguments as they are, at most 1,024 characters of them; by
    /// default it has the pattern of the first key, and `?` for each other argument. The arguments
    /// of commands that carry passwords, as `AUTH`, are never shown.
    ///
    /// ```java
    /// redis.arguments(true);
    /// ```
    public Builder arguments(boolean shown) {
      arguments = shown;
      return this;
    }

    /// Whether the attributes' older names, as `db.statement`, are sent beside the current ones; by
    /// default they are not.
    ///
    /// ```java
    /// redis.oldNames(true);
    /// ```
    public Builder oldNames(boolean wanted) {
      oldNames = wanted;
      return this;
    }

    /// The choices.
    ///
    /// ```java
    /// RedisTracing tracing = redis.build();
    /// ```
    public RedisTracing build() {
      return new RedisTracing(this);
    }
  }
}
