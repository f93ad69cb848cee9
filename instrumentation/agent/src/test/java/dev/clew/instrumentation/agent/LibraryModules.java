package dev.clew.instrumentation.agent;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.io.TracedFiles;
import dev.clew.instrumentation.io.TracedProcess;
import dev.clew.instrumentation.jdbc.JdbcTracing;
import dev.clew.instrumentation.jobs.ClaimedJob;
import dev.clew.instrumentation.jobs.JedisJobStore;
import dev.clew.instrumentation.jobs.JobData;
import dev.clew.instrumentation.jobs.TracedJobProcessor;
import dev.clew.instrumentation.jobs.TracedRedisJobQueue;
import dev.clew.instrumentation.logs.JsonLineEncoder;
import dev.clew.instrumentation.logs.TraceIdAppender;
import dev.clew.instrumentation.logs.TraceIdFormatter;
import dev.clew.instrumentation.reactor.ReactorTracing;
import dev.clew.instrumentation.redis.JedisTracing;
import dev.clew.instrumentation.resilience4j.TracedCircuitBreaker;
import dev.clew.instrumentation.resilience4j.TracedRetry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/// An application that uses the modules that {@link LibraryShop} does not, with `@WithSpan` around
/// and inside what they trace. Its arguments are the URL of a database and the port of a Redis.
final class LibraryModules {
  private final DataSource database;
  private final RedisClient redis;
  private final TracedRedisJobQueue queue;
  private int priceCalls;

  private LibraryModules(DataSource database, RedisClient redis, RedisClient untraced) {
    this.database = database;
    this.redis = redis;
    queue = new TracedRedisJobQueue(new JedisJobStore(untraced));
  }

  public static void main(String[] args) throws Exception {
    Tracing.init();
    ReactorTracing.enable();
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setURL(args[0]);
    HostAndPort server = new HostAndPort("localhost", Integer.parseInt(args[1]));
    try (RedisClient redis = JedisTracing.create().client(server);
        RedisClient untraced = RedisClient.create(server.getHost(), server.getPort())) {
      LibraryModules modules =
          new LibraryModules(JdbcTracing.create().wrap(postgres), redis, untraced);
      modules.submit();
      modules.work();
      Tracing.withSpan("resilience", modules::price);
      Tracing.withSpan("files", LibraryModules::files);
      Tracing.withSpan("reactor", LibraryModules::count);
      Tracing.withSpan("logs", LibraryModules::log);
    }
  }

  @WithSpan
  private void submit() {
    queue.submitJob(JobData.of("7").withService("comfyui"));
  }

  private void work() throws SQLException {
    ClaimedJob job = Objects.requireNonNull(queue.claimJob("worker-1"));
    new TracedJobProcessor().processJob(job, progress -> draw());
  }

  @WithSpan
  private String draw() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 'a lighthouse'");
    }
    return redis.set("image:7", "a lighthouse");
  }

  private String price() throws IOException {
    TracedCircuitBreaker breaker =
        TracedCircuitBreaker.of(CircuitBreaker.ofDefaults("prices"), "price-service");
    TracedRetry retry = TracedRetry.of(Retry.ofDefaults("prices"));
    return breaker.call(() -> retry.call(this::askPrice));
  }

  @WithSpan
  private String askPrice() throws IOException {
    if (priceCalls++ == 0) {
      throw new IOException("no price");
    }
    return "12.50";
  }

  private static void files() throws IOException, InterruptedException {
    TracedFiles.create().writeString(Path.of("orders.csv"), "7");
    TracedProcess.create().run("component.install", new ProcessBuilder("true"));
  }

  private static void count() {
    Mono<Integer> count =
        Mono.fromCallable(() -> Tracing.withSpan("order.count", () -> 3))
            .subscribeOn(Schedulers.boundedElastic());
    ReactorTracing.withSpan("order.load", count).block();
  }

  private static void log() {
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new TraceIdFormatter());
    Logger julLogger = Logger.getLogger("shop");
    julLogger.setUseParentHandlers(false);
    julLogger.addHandler(handler);
    julLogger.info("said by java.util.logging");

    logback().info("said by Logback");
  }

  private static org.slf4j.Logger logback() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    JsonLineEncoder encoder = new JsonLineEncoder();
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.start();
    TraceIdAppender traced = new TraceIdAppender();
    traced.setContext(context);
    traced.addAppender(console);
    traced.start();
    ch.qos.logback.classic.Logger logger = context.getLogger("shop");
    logger.setLevel(ch.qos.logback.classic.Level.INFO);
    logger.addAppender(traced);
    return logger;
  }
}
