package dev.clew.instrumentation.jobs;

import java.util.List;
import java.util.Map;

/// What a job queue needs of Redis, whichever client an application has.
///
/// Every method does its command before it returns, and throws the client's own exception where
/// that fails. It may be called from several threads at once if the client may.
///
/// ```java
/// JobStore store = new JedisJobStore(RedisClient.create("localhost", 6379));
/// ```
public interface JobStore {
  /// `HGETALL`: all fields of a hash; none where there is no hash.
  ///
  /// ```java
  /// Map<String, String> job = store.hgetall("job:1");
  /// ```
  Map<String, String> hgetall(String key);

  /// `EVAL`: runs a script in Redis, where nothing comes in between its commands.
  ///
  /// ```java
  /// store.eval("return redis.call('ZPOPMAX', KEYS[1])", List.of("jobs:pending"), List.of());
  /// ```
  ///
  /// @param script in Lua; it returns an array of texts
  /// @param keys the script's `KEYS`
  /// @param arguments the script's `ARGV`
  List<String> eval(String script, List<String> keys, List<String> arguments);
}
