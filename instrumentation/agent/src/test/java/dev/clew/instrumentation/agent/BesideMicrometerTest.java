package dev.clew.instrumentation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.MicrometerBridge;
import dev.clew.instrumentation.fixtures.PostgresServer;
import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.io.TracedFiles;
import dev.clew.instrumentation.io.TracedProcess;
import dev.clew.instrumentation.jdbc.JdbcTracing;
import dev.clew.instrumentation.jobs.ClaimedJob;
import dev.clew.instrumentation.jobs.JedisJobStore;
import dev.clew.instrumentation.jobs.JobData;
import dev.clew.instrumentation.jobs.TracedJobProcessor;
import dev.clew.instrumentation.jobs.TracedRedisJobQueue;
import dev.clew.instrumentation.logs.TraceIdFormatter;
import dev.clew.instrumentation.reactor.ReactorTracing;
import dev.clew.instrumentation.redis.JedisTracing;
import dev.clew.instrumentation.redis.LettuceTracing;
import dev.clew.instrumentation.resilience4j.TracedCircuitBreaker;
import dev.clew.instrumentation.resilience4j.TracedRetry;
import dev.clew.instrumentation.test.CollectedSpans;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/// Micrometer's observations around and inside what is traced, without the agent.
class BesideMicrometerTest {
  private static RedisServer server;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private final ObservationRegistry observations =
      MicrometerBridge.observations(spans.openTelemetry());

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Observation observation(String name) {
    return Observation.createNotStarted(name, observations);
  }

  @Test
  void aStatementIsOneSpanBetweenTheCallersObservationAndTheDrivers() throws SQLException {
    try (PostgresServer postgres = PostgresServer.start()) {
      PGSimpleDataSource driver = new PGSimpleDataSource();
      driver.setURL(postgres.url());
      DataSource source = JdbcTracing.create().wrap(observed(DataSource.class, driver));
      observation("order.load")
          .observeChecked(
              () -> {
                try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                  statement.execute("select relname from pg_class");
                }
              });
    }
    spans.assertTree(
        """
        order.load
          SELECT pg_class  CLIENT
            driver.statement
        """);
  }

  /// A driver whose statements are observed one by one.
  private <T> T observed(Class<T> type, T driver) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("execute")) {
                return observation("driver.statement")
                    .observeChecked(() -> method.invoke(driver, arguments));
              }
              Object result = method.invoke(driver, arguments);
              if (result instanceof Connection connection) {
                return observed(Connection.class, connection);
              }
              return result instanceof Statement statement
                  ? observed(Statement.class, statement)
                  : result;
            });
    return type.cast(proxy);
  }

  @Test
  void aCommandOfJedisIsOneSpanBelowItsObservation() {
    try (RedisClient redis =
        JedisTracing.create().client(new HostAndPort("localhost", server.port()))) {
      profile(() -> redis.set("user:1", "ann"), () -> redis.get("user:1"));
    }
  }

  @Test
  void aCommandOfLettuceIsOneSpanBelowItsObservation() {
    ClientResources resources = ClientResources.builder().tracing(LettuceTracing.create()).build();
    io.lettuce.core.RedisClient client =
        io.lettuce.core.RedisClient.create(resources, "redis://localhost:" + server.port());
    try (StatefulRedisConnection<String, String> redis = client.connect()) {
      profile(() -> redis.sync().set("user:1", "ann"), () -> redis.sync().get("user:1"));
    } finally {
      client.shutdown();
      resources.shutdown().awaitUninterruptibly();
    }
  }

  private void profile(Runnable set, Runnable get) {
    observation("profile.save")
        .observe(
            () -> {
              set.run();
              Tracing.withSpan("profile.check", () -> observation("profile.read").observe(get));
            });
    spans.assertTree(
        """
        profile.save
          SET  CLIENT
          profile.check
            profile.read
              GET  CLIENT
        """);
  }

  @Test
  void aCallThroughABreakerIsOneSpanAroundWhatItsAttemptsObserve() {
    TracedCircuitBreaker breaker =
        TracedCircuitBreaker.of(CircuitBreaker.ofDefaults("prices"), "price-service");
    TracedRetry retry = TracedRetry.of(Retry.ofDefaults("prices"));
    observation("price.load")
        .observe(
            () ->
                breaker.<String, RuntimeException>call(
                    () -> retry.call(() -> observation("price.ask").observe(() -> "12.50"))));
    spans.assertTree(
        """
        price.load
          circuit_breaker.prices
            price.ask
        """);
  }

  @Test
  void aFileAndAProcessAreOneSpanEachBelowTheirObservation(@TempDir Path folder) throws Exception {
    observation("install")
        .observeChecked(
            () -> {
              TracedFiles.create().writeString(folder.resolve("orders.csv"), "7");
              return TracedProcess.create().run("component.install", new ProcessBuilder("true"));
            });
    spans.assertTree(
        """
        install
          file.write
          component.install
        """);
  }

  @Test
  void aPipelineIsOneSpanAroundWhatItsOperatorsObserve() throws InterruptedException {
    ReactorTracing.enable();
    try {
      Mono<Integer> count =
          Mono.fromCallable(() -> observation("order.count").observe(() -> 3))
              .subscribeOn(Schedulers.boundedElastic());
      observation("orders").observe(() -> ReactorTracing.withSpan("order.load", count).block());
    } finally {
      ReactorTracing.disable();
    }
    spans
        .await(3)
        .assertTree(
            """
            orders
              order.load
                order.count
            """);
  }

  @Test
  void aLogLineHasTheIdsOfTheObservationsSpan() {
    LogRecord record = new LogRecord(Level.INFO, "said");
    String line = observation("logs").observe(() -> new TraceIdFormatter().format(record));
    assertThat(line)
        .containsOnlyOnce("trace_id=" + spans.named("logs").getTraceId())
        .containsOnlyOnce(" span_id=" + spans.named("logs").getSpanId());
  }

  @Test
  void aJobsStepsAreOneSpanEachAroundWhatItsWorkObserves() {
    try (RedisClient redis = RedisClient.create("localhost", server.port())) {
      TracedRedisJobQueue queue = new TracedRedisJobQueue(new JedisJobStore(redis));
      observation("http.server.requests").observe(() -> queue.submitJob(JobData.of("7")));
      observation("worker.poll")
          .observe(
              () -> {
                ClaimedJob job = Objects.requireNonNull(queue.claimJob("worker-1"));
                new TracedJobProcessor()
                    .processJob(job, progress -> observation("image.draw").observe(() -> "drawn"));
              });
    }
    spans.assertTree(
        """
        http.server.requests
          job-queue  PRODUCER
            job-claimed  CONSUMER
              process-job
                redis-claim-job  CLIENT
                service-process-job
                  image.draw
        worker.poll
        """);
  }
}
