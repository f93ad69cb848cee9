package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.api.internal.SpanKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What both clients' spans have in common.
abstract class RedisContract {
  private static final AttributeKey<Long> SIZE = AttributeKey.longKey("db.response.size");
  private static RedisServer server;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private TestClient client;

  abstract TestClient open(RedisTracing options, int port, int database);

  @BeforeAll
  static void startServer() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void closeClient() {
    if (client != null) {
      client.close();
    }
  }

  static int port() {
    return server.port();
  }

  TestClient client(RedisTracing options) {
    client = open(options, port(), 3);
    return client;
  }

  @Test
  @Row({"0.005", "0.011", "0.065", "0.066", "0.067", "0.083", "1.004", "1.024", "1.025", "1.026"})
  void saysWhatWasAskedOfWhomAndWhatCameBack() throws Exception {
    TestClient redis = client(RedisTracing.create());
    String value =
        Tracing.withSpan(
            "lookup",
            () -> {
              redis.set("user:123", "grüße, ann");
              return redis.get("user:123");
            });
    assertThat(value).isEqualTo("grüße, ann");
    spans
        .await(3)
        .assertTree(
            """
            lookup
              SET  CLIENT  UNSET
                . db.system.name = "redis"
                . db.operation.name = "SET"
                . db.query.text = "SET user:? ?"
                . db.redis.key_pattern = "user:?"
                . db.namespace = "3"
                . db.response.size = 2
                . server.address = "localhost"
                . server.port = %1$s
                . network.peer.address = "127.0.0.1"
                . network.peer.port = %1$s
              GET  CLIENT  UNSET
                . db.query.text = "GET user:?"
                . db.redis.key_pattern = "user:?"
                . db.response.size = 12
            """
                .formatted(port()));
    SpanData get = spans.named("GET");
    assertThat(get.getEndEpochNanos()).isGreaterThan(get.getStartEpochNanos());
    assertThat(get.getAttributes().get(AttributeKey.stringKey("db.system"))).isNull();
  }

  @Test
  @Row("0.011")
  void showsArgumentsAndOlderNamesWhenAsked() throws Exception {
    client(RedisTracing.builder().arguments(true).oldNames(true).build()).set("user:123", "ann");
    client.set("user:124", "x".repeat(100_000));
    spans
        .await(2)
        .assertTree(
            """
            SET
              . db.query.text = "SET user:123 ann"
              . db.statement = "SET user:123 ann"
              . db.system = "redis"
              . db.operation = "SET"
              . db.redis.database_index = 3
            SET
            """);
    assertThat(spans.all().get(1).getAttributes().get(AttributeKey.stringKey("db.query.text")))
        .startsWith("SET user:124 ")
        .hasSizeLessThan(1100);
  }

  @Test
  @Row({"0.014", "0.015", "0.065"})
  void namesItsSpansAsAsked() throws Exception {
    client(RedisTracing.builder().names(RedisSpanNames.REDIS_DASH).build());
    client.set("session:7", "ann");
    client.get("session:7");
    client.lpush("mails", "m-1");
    assertThat(client.brpop("mails", 1)).isEqualTo("m-1");
    assertThat(spans.await(4).all())
        .extracting(SpanData::getName)
        .containsExactly("redis-set", "redis-get", "redis-lpush", "redis-brpop");
    // The list's name, and the value.
    assertThat(spans.named("redis-brpop").getAttributes().get(SIZE)).isEqualTo(8);
  }

  @Test
  void takesNamesFromAFunctionThatMayFail() throws Exception {
    RedisSpanNames names =
        (operation, keyPattern) -> {
          if (operation.equals("GET")) {
            throw new IllegalStateException("no name");
          }
          return "jobs:?".equals(keyPattern) ? "queueAdd" : operation;
        };
    client(RedisTracing.builder().names(names).build()).lpush("jobs:7", "scan");
    client.get("user:1");
    assertThat(spans.await(2).all())
        .extracting(SpanData::getName)
        .containsExactly("queueAdd", "GET");
  }

  @Test
  @Row("0.015")
  void givesABlockingPopATraceOfItsOwn() throws Exception {
    TestClient redis = client(RedisTracing.create());
    TestClient other = open(RedisTracing.create(), port(), 3);
    SpanContext[] caller = new SpanContext[1];
    try {
      Tracing.withSpan(
          "request",
          () -> {
            caller[0] = Span.current().getSpanContext();
            other.lpush("waiting", "job-1");
            redis.brpop("waiting", 5);
          });
      assertThat(redis.brpop("waiting", 1)).isNull();
    } finally {
      other.close();
    }
    spans
        .await(4)
        .assertTree(
            """
            request
              LPUSH
            BRPOP  CLIENT  UNSET
            BRPOP  CLIENT  UNSET
            """);
    List<SpanData> pops =
        spans.all().stream().filter(span -> span.getName().equals("BRPOP")).toList();
    assertThat(pops.get(0).getTraceId()).isNotEqualTo(caller[0].getTraceId());
    assertThat(pops.get(0).getLinks())
        .singleElement()
        .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(caller[0]));
    assertThat(pops.get(1).getLinks()).isEmpty();
  }

  @Test
  void recordsAnErrorReply() throws Exception {
    client(RedisTracing.create()).lpush("list", "a");
    assertThatThrownBy(() -> client.get("list")).hasMessageContaining("WRONGTYPE");
    spans
        .await(2)
        .assertTree(
            """
            LPUSH
            GET  CLIENT  ERROR
              . error.type = "WRONGTYPE"
              . db.response.status_code = "WRONGTYPE"
              ! exception
            """);
  }

  @Test
  void makesNoSpanWhereAnotherInstrumentationHasMadeOne() throws Exception {
    TestClient redis = client(RedisTracing.create());
    Span agents = spans.openTelemetry().getTracer("agent").spanBuilder("SET user").startSpan();
    Context context = SpanKey.DB_CLIENT.storeInContext(Context.current().with(agents), agents);
    try (Scope scope = context.makeCurrent()) {
      redis.set("user:1", "ann");
    }
    agents.end();
    redis.get("user:1");
    spans.await(2).assertTree("SET user\nGET");
  }

  @Test
  void makesNoneWhereItIsSwitchedOff() throws Exception {
    System.setProperty("otel.instrumentation.redis.enabled", "false");
    try {
      client(RedisTracing.create()).set("user:1", "ann");
    } finally {
      System.clearProperty("otel.instrumentation.redis.enabled");
    }
    client.close();
    client(RedisTracing.create()).get("user:1");
    spans.await(1).assertTree("GET");
  }

  @Test
  void keepsTwentyThreadsApart() throws Exception {
    TestClient redis = client(RedisTracing.create());
    int threads = 20;
    int rounds = 10;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch begin = new CountDownLatch(1);
    List<Future<?>> rounded = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String key = "user:" + t;
      rounded.add(
          pool.submit(
              () -> {
                begin.await();
                for (int i = 0; i < rounds; i++) {
                  Tracing.withSpan("outer", () -> redis.set(key, key), "key", key);
                }
                return null;
              }));
    }
    begin.countDown();
    for (Future<?> thread : rounded) {
      thread.get();
    }
    pool.shutdown();
    List<SpanData> all = spans.await(threads * rounds * 2).all();
    assertThat(all).hasSize(threads * rounds * 2);
    assertThat(all.stream().map(SpanData::getTraceId).distinct()).hasSize(threads * rounds);
    for (SpanData span : all) {
      if (span.getName().equals("SET")) {
        assertThat(all)
            .filteredOn(outer -> outer.getSpanId().equals(span.getParentSpanId()))
            .singleElement()
            .satisfies(outer -> assertThat(outer.getName()).isEqualTo("outer"));
      }
    }
  }

  @Test
  void worksBeforeAnythingIsSetUpAndTracesFromThenOn() throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    client(
        RedisTracing.builder()
            .openTelemetry(() -> ready.get() ? GlobalOpenTelemetry.getOrNoop() : null)
            .build());
    assertThat(client.set("early", "1")).isEqualTo("OK");
    ready.set(true);
    assertThat(client.get("early")).isEqualTo("1");
    spans.await(1).assertTree("GET");
  }
}
