package dev.clew.instrumentation.jobs;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;

/// Jobs in Redis through Lettuce.
///
/// ```java
/// JobStore store = new LettuceJobStore(RedisClient.create("redis://localhost").connect().sync());
/// ```
public final class LettuceJobStore implements JobStore {
  private final RedisCommands<String, String> redis;

  /// Over a connection, which stays the caller's to close.
  ///
  /// ```java
  /// JobStore store = new LettuceJobStore(connection.sync());
  /// ```
  public LettuceJobStore(RedisCommands<String, String> redis) {
    this.redis = redis;
  }

  @Override
  public Map<String, String> hgetall(String key) {
    return redis.hgetall(key);
  }

  @Override
  public List<String> eval(String script, List<String> keys, List<String> arguments) {
    List<?> reply =
        redis.eval(
            script,
            ScriptOutputType.MULTI,
            keys.toArray(String[]::new),
            arguments.toArray(String[]::new));
    return reply.stream().map(String::valueOf).toList();
  }
}
