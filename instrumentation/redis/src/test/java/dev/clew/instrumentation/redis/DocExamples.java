package dev.clew.instrumentation.redis;

import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/// The examples of `docs/library/modules.md` about Jedis and names, to be compiled and run; {@link
/// DocTest} runs them, and has the one about Lettuce, whose client has the same name.
final class DocExamples {
  private DocExamples() {}

  static String jedis(int port) {
    RedisClient redis = JedisTracing.create().client(new HostAndPort("localhost", port));
    redis.set("user:1", "ann");
    String user = redis.get("user:1");
    redis.close();
    return user;
  }

  static RedisTracing names() {
    RedisSpanNames names =
        (operation, keyPattern) ->
            operation.equals("ZADD") && "jobs:pending".equals(keyPattern)
                ? "queueAdd"
                : RedisSpanNames.REDIS_DASH.name(operation, keyPattern);
    RedisTracing tracing = RedisTracing.builder().names(names).arguments(true).build();
    return tracing;
  }
}
