package dev.clew.instrumentation.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// How a HikariCP pool is used, as attributes of spans and as metrics.
///
/// It does not hold the pool: one that the application has dropped says nothing more.
final class PoolUsage {
  private static final AttributeKey<String> NAME =
      AttributeKey.stringKey("db.client.connection.pool.name");
  private static final AttributeKey<String> STATE =
      AttributeKey.stringKey("db.client.connection.state");

  private final WeakReference<HikariDataSource> pool;

  private PoolUsage(HikariDataSource pool) {
    this.pool = new WeakReference<>(pool);
  }

  /// That of a data source; null where it is no HikariCP pool, or HikariCP is not there.
  static @Nullable PoolUsage of(DataSource source) {
    try {
      if (source instanceof HikariDataSource pool) {
        return new PoolUsage(pool);
      }
      return source.isWrapperFor(HikariDataSource.class)
          ? new PoolUsage(source.unwrap(HikariDataSource.class))
          : null;
    } catch (NoClassDefFoundError | SQLException e) {
      return null;
    }
  }

  /// What it is now.
  void describe(AttributesBuilder attributes) {
    HikariDataSource source = pool.get();
    HikariPoolMXBean now = source == null ? null : source.getHikariPoolMXBean();
    if (source == null || now == null) {
      return;
    }
    attributes.put(NAME, source.getPoolName());
    attributes.put("db.client.connection.used", now.getActiveConnections());
    attributes.put("db.client.connection.idle", now.getIdleConnections());
    attributes.put("db.client.connection.pending_requests", now.getThreadsAwaitingConnection());
    attributes.put("db.client.connection.max", source.getMaximumPoolSize());
  }

  /// Offers its metrics, named as OpenTelemetry's conventions do, for as long as the pool is there.
  void measure(Meter meter) {
    ObservableLongMeasurement count =
        meter
            .upDownCounterBuilder("db.client.connection.count")
            .setUnit("{connection}")
            .setDescription("Connections by their state")
            .buildObserver();
    ObservableLongMeasurement max =
        meter
            .upDownCounterBuilder("db.client.connection.max")
            .setUnit("{connection}")
            .setDescription("Connections that may be open")
            .buildObserver();
    ObservableLongMeasurement idleMin =
        meter
            .upDownCounterBuilder("db.client.connection.idle.min")
            .setUnit("{connection}")
            .setDescription("Idle connections that are kept open")
            .buildObserver();
    ObservableLongMeasurement pending =
        meter
            .upDownCounterBuilder("db.client.connection.pending_requests")
            .setUnit("{request}")
            .setDescription("Requests that wait for a connection")
            .buildObserver();
    meter.batchCallback(
        () -> {
          HikariDataSource source = pool.get();
          HikariPoolMXBean now = source == null ? null : source.getHikariPoolMXBean();
          if (source == null || now == null || source.isClosed()) {
            return;
          }
          Attributes name = Attributes.of(NAME, source.getPoolName());
          count.record(now.getActiveConnections(), name.toBuilder().put(STATE, "used").build());
          count.record(now.getIdleConnections(), name.toBuilder().put(STATE, "idle").build());
          max.record(source.getMaximumPoolSize(), name);
          idleMin.record(source.getMinimumIdle(), name);
          pending.record(now.getThreadsAwaitingConnection(), name);
        },
        count,
        max,
        idleMin,
        pending);
  }
}
