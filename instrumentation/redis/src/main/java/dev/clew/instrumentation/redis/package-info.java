/// Spans of Redis commands.
///
/// Open {@link dev.clew.instrumentation.redis.RedisTracing} first: it holds what can be chosen.
/// {@link dev.clew.instrumentation.redis.JedisTracing} makes clients of Jedis, {@link
/// dev.clew.instrumentation.redis.LettuceTracing} is what Lettuce's resources take. Both describe a
/// command as a `RedisCall`, whose span `RedisSpans` makes. The spans are made by OpenTelemetry's
/// `Instrumenter`, so that beside an agent or another instrumentation there is one span a command.
@NullMarked
package dev.clew.instrumentation.redis;

import org.jspecify.annotations.NullMarked;
