package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.RetryableCommandExecutor;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.providers.ConnectionProvider;

class JedisTest extends RedisContract {
  private static final JedisClientConfig DEFAULTS = DefaultJedisClientConfig.builder().build();

  @Override
  TestClient open(RedisTracing options, int port, int database) {
    GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
    pool.setMaxTotal(4);
    return new Client(
        JedisTracing.of(options)
            .client(
                new HostAndPort("localhost", port),
                DefaultJedisClientConfig.builder().database(database).build(),
                pool));
  }

  private static HostAndPort here() {
    return new HostAndPort("localhost", port());
  }

  @Test
  @Row("3.017")
  void saysHowFullThePoolIs() throws Exception {
    client(RedisTracing.create()).set("a", "1");
    client(RedisTracing.create()).get("a");
    spans
        .await(2)
        .assertTree(
            """
            SET
              . db.client.connection.pool.name = "localhost:%1$s/3"
              . db.client.connection.max = 4
              . db.client.connection.used = 0
              . db.client.connection.pending_requests = 0
            GET
            """
                .formatted(port()));
  }

  @Test
  void recordsARefusedConnection() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    try (RedisClient redis = JedisTracing.create().client(new HostAndPort("localhost", closed))) {
      assertThatThrownBy(() -> redis.get("user:1")).isInstanceOf(JedisConnectionException.class);
    }
    spans
        .await(1)
        .assertTree(
            """
            GET  CLIENT  ERROR
              . db.query.text = "GET user:?"
              . server.address = "localhost"
              . server.port = %s
              . error.type = "connection"
              ! exception
            """
                .formatted(closed));
  }

  @Test
  @Row("0.083")
  void makesOneSpanOfAPipeline() throws Exception {
    try (RedisClient redis = JedisTracing.create().client(here())) {
      Tracing.withSpan(
          "import",
          () -> {
            try (AbstractPipeline pipeline = redis.pipelined()) {
              pipeline.set("user:1", "ann");
              pipeline.lpush("user:1", "no list");
              pipeline.get("user:1");
              pipeline.sync();
            }
            redis.get("user:1");
          });
    }
    spans
        .await(3)
        .assertTree(
            """
            import
              PIPELINE  CLIENT  ERROR
                . db.operation.name = "PIPELINE"
                . db.operation.batch.size = 3
                . db.query.text = "SET user:? ?; LPUSH user:? ?; GET user:?"
                . error.type = "WRONGTYPE"
                . db.namespace = "0"
                . server.port = %s
              GET  CLIENT  UNSET
            """
                .formatted(port()));
  }

  @Test
  void makesOneSpanOfATransaction() throws Exception {
    try (RedisClient redis = JedisTracing.create().client(here())) {
      Tracing.withSpan(
          "transfer",
          () -> {
            try (AbstractTransaction transaction = redis.multi()) {
              transaction.incrBy("account:1", 5);
              transaction.decrBy("account:2", 5);
              transaction.exec();
            }
            try (AbstractTransaction transaction = redis.multi()) {
              transaction.incr("account:1");
              transaction.discard();
            }
          });
    }
    spans
        .await(3)
        .assertTree(
            """
            transfer
              MULTI  CLIENT  UNSET
                . db.operation.batch.size = 2
                . db.query.text = "MULTI; INCRBY account:? ?; DECRBY account:? ?; EXEC"
              MULTI  CLIENT  UNSET
                . db.query.text = "MULTI; INCR account:?; DISCARD"
            """);
  }

  @Test
  @Row({"0.065", "0.067"})
  void tracesAPlainConnectionAndTheDatabaseItSelects() throws Exception {
    try (Jedis redis = JedisTracing.create().connect(here(), DEFAULTS)) {
      redis.set("user:1", "ann");
      redis.select(5);
      redis.mget("user:1", "user:2");
      redis.pipelined().sync();
    }
    spans
        .await(3)
        .assertTree(
            """
            SET
              . db.namespace = "0"
              . db.response.size = 2
            SELECT
            MGET
              . db.namespace = "5"
              . db.query.text = "MGET user:? ?"
              . server.port = %s
            """
                .formatted(port()));
  }

  @Test
  void makesOneSpanOfACommandThatIsTriedAgain() throws Exception {
    JedisTracing jedis = JedisTracing.create();
    ConnectionProvider connections =
        jedis.connections(here(), DEFAULTS, new GenericObjectPoolConfig<>());
    CommandExecutor executor =
        TracingCommandExecutor.wrap(
            new RetryableCommandExecutor(connections, 3, Duration.ofSeconds(20)),
            RedisTracing.create());
    try (RedisClient redis =
            RedisClient.builder()
                .hostAndPort(here())
                .connectionProvider(connections)
                .commandExecutor(executor)
                .build();
        Jedis admin = new Jedis(here())) {
      redis.set("a", "1");
      admin.clientKill(new ClientKillParams().skipMe(ClientKillParams.SkipMe.YES));
      assertThat(redis.get("a")).isEqualTo("1");
    }
    spans
        .await(2)
        .assertTree(
            """
            SET
              . server.port = %1$s
            GET  CLIENT  UNSET
              . server.port = %1$s
            """
                .formatted(port()));
  }

  @Test
  void endsWhatNobodyReadsTheReplyOf() throws Exception {
    ConnectionProvider connections =
        JedisTracing.create().connections(here(), DEFAULTS, new GenericObjectPoolConfig<>());
    Connection connection = connections.getConnection();
    connection.sendCommand(Protocol.Command.PING);
    connection.getMany(0);
    connection.close();
    connections.close();
    spans.await(1).assertTree("PING");
  }

  @Test
  void neverShowsPasswords() throws Exception {
    RedisTracing open = RedisTracing.builder().arguments(true).build();
    try (Jedis redis = JedisTracing.of(open).connect(here(), DEFAULTS)) {
      assertThatThrownBy(() -> redis.auth("hunter2")).hasMessageContaining("AUTH");
    }
    SpanData auth = spans.await(1).named("AUTH");
    assertThat(auth.getAttributes().get(AttributeKey.stringKey("db.query.text")))
        .isEqualTo("AUTH ?");
    assertThat(auth.toString()).doesNotContain("hunter2");
  }

  private record Client(RedisClient redis) implements TestClient {
    @Override
    public String set(String key, String value) {
      return redis.set(key, value);
    }

    @Override
    public @Nullable String get(String key) {
      return redis.get(key);
    }

    @Override
    public long lpush(String key, String value) {
      return redis.lpush(key, value);
    }

    @Override
    public @Nullable String brpop(String key, int seconds) {
      List<String> popped = redis.brpop(seconds, key);
      return popped == null ? null : popped.get(1);
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
