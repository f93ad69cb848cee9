package dev.clew.instrumentation.redis;

import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.ConnectionProvider;

/// Makes clients of Jedis whose commands have spans.
///
/// ```java
/// RedisClient redis = JedisTracing.create().client(new HostAndPort("localhost", 6379));
/// redis.set("user:1", "ann");
/// ```
///
/// A command has one span, from the wait for a connection to the reply. A pipeline has one, and a
/// transaction has one, from when Jedis sends it until its last reply.
/// A command that waits for another client, as `BRPOP` does, has a trace of its own that is linked
/// with the span it was sent in. Subscriptions have none.
public final class JedisTracing {
  private final RedisSpans spans;

  private JedisTracing(RedisTracing options) {
    this.spans = new RedisSpans(options);
  }

  /// Everything as it is by default.
  ///
  /// ```java
  /// JedisTracing jedis = JedisTracing.create();
  /// ```
  public static JedisTracing create() {
    return of(RedisTracing.create());
  }

  /// With choices.
  ///
  /// ```java
  /// JedisTracing.of(RedisTracing.builder().arguments(true).build());
  /// ```
  public static JedisTracing of(RedisTracing options) {
    return new JedisTracing(options);
  }

  /// A client with a pool of connections, both with Jedis' defaults.
  ///
  /// ```java
  /// RedisClient redis = jedis.client(new HostAndPort("localhost", 6379));
  /// ```
  public RedisClient client(HostAndPort server) {
    return client(
        server, DefaultJedisClientConfig.builder().build(), new GenericObjectPoolConfig<>());
  }

  /// A client with a pool of connections.
  ///
  /// ```java
  /// JedisClientConfig third = DefaultJedisClientConfig.builder().database(3).build();
  /// RedisClient redis = jedis.client(server, third, new GenericObjectPoolConfig<>());
  /// ```
  public RedisClient client(
      HostAndPort server, JedisClientConfig config, GenericObjectPoolConfig<Connection> pool) {
    ConnectionProvider connections = connections(server, config, pool);
    return RedisClient.builder()
        .hostAndPort(server)
        .clientConfig(config)
        .connectionProvider(connections)
        .commandExecutor(
            new TracingCommandExecutor(new DefaultCommandExecutor(connections), spans, server))
        .build();
  }

  /// The pool of connections alone, for a client that is built otherwise. Where that has no {@link
  /// TracingCommandExecutor}, spans begin when there is a connection.
  ///
  /// ```java
  /// ConnectionProvider connections = jedis.connections(server, config, pool);
  /// UnifiedJedis redis = new UnifiedJedis(connections, 3, Duration.ofSeconds(1));
  /// ```
  public ConnectionProvider connections(
      HostAndPort server, JedisClientConfig config, GenericObjectPoolConfig<Connection> pool) {
    return new TracingConnections(spans, server, config, pool);
  }

  /// One connection, already open.
  ///
  /// ```java
  /// try (Jedis redis = jedis.connect(server, DefaultJedisClientConfig.builder().build())) {
  ///   redis.get("user:1");
  /// }
  /// ```
  ///
  /// @throws redis.clients.jedis.exceptions.JedisConnectionException where there is no server
  public Jedis connect(HostAndPort server, JedisClientConfig config) {
    return new Jedis(new TracingConnection.Maker(spans, server, config).build());
  }
}
