package dev.clew.instrumentation.agent;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.redis.JedisTracing;
import dev.clew.instrumentation.redis.LettuceTracing;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/// An application that speaks to Redis through both of Clew's clients. Its argument is the port of
/// a Redis.
final class RedisShop {
  private RedisShop() {}

  public static void main(String[] args) throws Exception {
    Tracing.init();
    int port = Integer.parseInt(args[0]);
    try (RedisClient redis = JedisTracing.create().client(new HostAndPort("localhost", port))) {
      Tracing.withSpan("jedis", () -> withJedis(redis));
    }
    ClientResources resources = ClientResources.builder().tracing(LettuceTracing.create()).build();
    io.lettuce.core.RedisClient client =
        io.lettuce.core.RedisClient.create(resources, "redis://localhost:" + port);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      Tracing.withSpan("lettuce", () -> withLettuce(connection));
    } finally {
      client.shutdown();
      resources.shutdown().awaitUninterruptibly();
    }
  }

  private static void withJedis(RedisClient redis) {
    redis.set("user:1", "ann");
    redis.get("user:1");
    redis.lpush("mails", "m-1");
    redis.brpop(1, "mails");
    try (AbstractPipeline pipeline = redis.pipelined()) {
      pipeline.get("user:1");
      pipeline.get("user:2");
      pipeline.sync();
    }
  }

  private static void withLettuce(StatefulRedisConnection<String, String> connection)
      throws Exception {
    connection.sync().set("user:1", "ann");
    connection.async().get("user:1").get();
    connection.reactive().exists("user:1").block(Duration.ofSeconds(20));
    connection.sync().lpush("mails", "m-1");
    connection.sync().brpop(1, "mails");
  }
}
