package dev.clew.instrumentation.redis;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/// A pool of connections that make spans. It tells each command's span how full it was, and keeps
/// the metrics of connection pools: `db.client.connection.count`, `.max` and `.pending_requests`.
final class TracingConnections extends PooledConnectionProvider {
  private final RedisSpans spans;
  private final String name;
  private @Nullable BatchCallback metrics;
  private volatile boolean measured;

  TracingConnections(
      RedisSpans spans,
      HostAndPort server,
      JedisClientConfig config,
      GenericObjectPoolConfig<Connection> pool) {
    super(
        ConnectionFactory.builder()
            .hostAndPort(server)
            .clientConfig(config)
            .connectionBuilder(new TracingConnection.Maker(spans, server, config))
            .build(),
        pool);
    this.spans = spans;
    this.name = server.getHost() + ":" + server.getPort() + "/" + config.getDatabase();
  }

  @Override
  public Connection getConnection() {
    measure();
    return super.getConnection();
  }

  @Override
  public Connection getConnection(CommandArguments arguments) {
    measure();
    RedisCall call = RedisCall.current();
    if (call != null) {
      Pool<Connection> pool = getPool();
      call.pool(
          new RedisCall.Pool(
              name,
              pool.getNumActive(),
              pool.getNumIdle(),
              pool.getNumWaiters(),
              pool.getMaxTotal()));
    }
    return super.getConnection(arguments);
  }

  private void measure() {
    OpenTelemetry openTelemetry = measured ? null : spans.options().openTelemetry();
    if (openTelemetry == null || !spans.isOn()) {
      return;
    }
    try {
      register(openTelemetry.getMeter(RedisSpans.SCOPE));
    } catch (RuntimeException e) {
      Instrumentations.failed("registering the metrics of a pool", e);
    }
  }

  private synchronized void register(Meter meter) {
    if (measured) {
      return;
    }
    measured = true;
    ObservableLongMeasurement count =
        meter
            .upDownCounterBuilder("db.client.connection.count")
            .setUnit("{connection}")
            .setDescription("Connections of the pool, by state")
            .buildObserver();
    ObservableLongMeasurement max =
        meter
            .upDownCounterBuilder("db.client.connection.max")
            .setUnit("{connection}")
            .setDescription("The most connections that the pool opens")
            .buildObserver();
    ObservableLongMeasurement pending =
        meter
            .upDownCounterBuilder("db.client.connection.pending_requests")
            .setUnit("{request}")
            .setDescription("Threads that wait for a connection")
            .buildObserver();
    AttributeKey<String> state = AttributeKey.stringKey("db.client.connection.state");
    Attributes pool = Attributes.of(AttributeKey.stringKey("db.client.connection.pool.name"), name);
    Attributes used = pool.toBuilder().put(state, "used").build();
    Attributes idle = pool.toBuilder().put(state, "idle").build();
    metrics =
        meter.batchCallback(
            () -> {
              count.record(getPool().getNumActive(), used);
              count.record(getPool().getNumIdle(), idle);
              max.record(getPool().getMaxTotal(), pool);
              pending.record(getPool().getNumWaiters(), pool);
            },
            count,
            max,
            pending);
  }

  @Override
  public void close() {
    synchronized (this) {
      measured = true;
      if (metrics != null) {
        metrics.close();
      }
    }
    super.close();
  }
}
