package dev.clew.instrumentation.jobs;

import java.util.List;
import java.util.Map;
import redis.clients.jedis.commands.JedisCommands;

/// Jobs in Redis through Jedis.
///
/// ```java
/// JobStore store = new JedisJobStore(RedisClient.create("localhost", 6379));
/// ```
public final class JedisJobStore implements JobStore {
  private final JedisCommands redis;

  /// Over a client, which stays the caller's to close.
  ///
  /// ```java
  /// JobStore store = new JedisJobStore(client);
  /// ```
  ///
  /// @param redis a client with a pool, as `RedisClient`, where several threads use the queue
  public JedisJobStore(JedisCommands redis) {
    this.redis = redis;
  }

  @Override
  public Map<String, String> hgetall(String key) {
    return redis.hgetAll(key);
  }

  @Override
  public List<String> eval(String script, List<String> keys, List<String> arguments) {
    List<?> reply = (List<?>) redis.eval(script, keys, arguments);
    return reply.stream().map(String::valueOf).toList();
  }
}
