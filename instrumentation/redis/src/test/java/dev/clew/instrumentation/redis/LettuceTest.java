package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class LettuceTest extends RedisContract {
  @Override
  Client open(RedisTracing options, int port, int database) {
    ClientResources resources =
        ClientResources.builder()
            .tracing(LettuceTracing.of(options))
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    RedisURI uri = RedisURI.builder().withHost("localhost").withPort(port).build();
    uri.setDatabase(database);
    RedisClient client = RedisClient.create(resources, uri);
    return new Client(resources, client, client.connect());
  }

  private Client open() {
    return (Client) client(RedisTracing.create());
  }

  @Test
  @Row({"0.083", "1.024"})
  void endsAnAsynchronousCommandWithItsReply() throws Exception {
    RedisAsyncCommands<String, String> redis = open().connection().async();
    CompletableFuture<String> value =
        Tracing.withSpan(
            "outer",
            () ->
                redis
                    .set("user:1", "ann")
                    .thenCompose(done -> redis.get("user:1"))
                    .toCompletableFuture());
    assertThat(value.get()).isEqualTo("ann");
    spans.await(3);
    assertThat(spans.named("SET").getParentSpanId()).isEqualTo(spans.named("outer").getSpanId());
    assertThat(spans.named("SET").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void givesReactiveCommandsTheSpanTheyAreSubscribedIn() throws Exception {
    Client redis = open();
    String value =
        Tracing.withSpan(
            "outer",
            () -> redis.connection().reactive().set("user:1", "ann").block(Duration.ofSeconds(20)));
    assertThat(value).isEqualTo("OK");
    Context[] parent = new Context[1];
    Tracing.withSpan("told", () -> parent[0] = Context.current());
    Mono<String> get = redis.connection().reactive().get("user:1");
    assertThat(
            get.subscribeOn(Schedulers.boundedElastic())
                .contextWrite(context -> context.put("otel-trace-context", parent[0]))
                .block(Duration.ofSeconds(20)))
        .isEqualTo("ann");
    spans
        .await(4)
        .assertTree(
            """
            outer
              SET
            told
              GET
            """);
  }

  @Test
  void recordsTheErrorOfAnAsynchronousCommand() throws Exception {
    RedisAsyncCommands<String, String> redis = open().connection().async();
    redis.set("text", "ann").get();
    assertThatThrownBy(() -> redis.lpush("text", "a").get()).hasMessageContaining("WRONGTYPE");
    spans
        .await(2)
        .assertTree(
            """
            SET
            LPUSH  CLIENT  ERROR
              . error.type = "WRONGTYPE"
              ! exception
            """);
  }

  @Test
  void tracesEachCommandOfATransactionAndABatch() throws Exception {
    Client redis = open();
    redis.connection().sync().multi();
    redis.connection().sync().set("a", "1");
    redis.connection().sync().exec();
    redis.connection().setAutoFlushCommands(false);
    RedisAsyncCommands<String, String> async = redis.connection().async();
    List<CompletableFuture<?>> replies =
        List.of(async.get("a").toCompletableFuture(), async.get("b").toCompletableFuture());
    redis.connection().flushCommands();
    for (CompletableFuture<?> reply : replies) {
      reply.get();
    }
    redis.connection().setAutoFlushCommands(true);
    assertThat(spans.await(5).all())
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("MULTI", "SET", "EXEC", "GET", "GET");
  }

  @Test
  @Row("0.067")
  void followsTheSelectedDatabase() throws Exception {
    Client redis = open();
    redis.connection().sync().select(5);
    redis.get("a");
    spans
        .await(2)
        .assertTree(
            """
            SELECT
              . db.namespace = "3"
            GET
              . db.namespace = "5"
            """);
  }

  @Test
  void makesOneSpanOfACommandThatIsSentAgain() throws Exception {
    Client redis = open();
    Client other = open(RedisTracing.builder().openTelemetry(() -> null).build(), port(), 0);
    try {
      CompletableFuture<KeyValue<String, String>> pop =
          redis.connection().async().brpop(20, "again").toCompletableFuture();
      while (other.connection().sync().clientList().lines().noneMatch(l -> l.contains("brpop"))) {
        Thread.onSpinWait();
      }
      long id = blocked(other);
      other.connection().sync().clientKill(io.lettuce.core.KillArgs.Builder.id(id));
      other.connection().sync().select(3);
      other.connection().sync().lpush("again", "job-1");
      assertThat(pop.get().getValue()).isEqualTo("job-1");
      redis.get("again");
    } finally {
      other.close();
    }
    spans
        .await(2)
        .assertTree(
            """
            BRPOP  CLIENT  UNSET
            GET
            """);
  }

  private static long blocked(Client other) {
    String line =
        other
            .connection()
            .sync()
            .clientList()
            .lines()
            .filter(l -> l.contains("cmd=brpop"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceFirst("id=(\\d+) .*", "$1"));
  }

  record Client(
      ClientResources resources,
      RedisClient client,
      StatefulRedisConnection<String, String> connection)
      implements TestClient {
    @Override
    public String set(String key, String value) {
      return connection.sync().set(key, value);
    }

    @Override
    public @Nullable String get(String key) {
      return connection.sync().get(key);
    }

    @Override
    public long lpush(String key, String value) {
      return connection.sync().lpush(key, value);
    }

    @Override
    public @Nullable String brpop(String key, int seconds) {
      KeyValue<String, String> popped = connection.sync().brpop(seconds, key);
      return popped == null ? null : popped.getValue();
    }

    @Override
    public void close() {
      connection.close();
      client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
      resources.shutdown(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
  }
}
