package dev.clew.instrumentation.jdbc;

import static dev.clew.instrumentation.jdbc.TestDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoolUsageTest {
  private static TestDatabase database;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @BeforeAll
  static void start() throws SQLException {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.source());
    config.setPoolName("shop");
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(0);
    return new HikariDataSource(config);
  }

  @Test
  @Row("1.107")
  void spansTellHowThePoolIsUsed() throws SQLException {
    try (HikariDataSource pool = pool()) {
      DataSource source = JdbcTracing.builder().poolUsage(true).build().wrap(pool);
      try (Connection held = source.getConnection()) {
        run(source, "select name from blueprints");
        assertThat(held.isValid(1)).isTrue();
      }
    }
    spans.assertTree(
        """
        SELECT blueprints
          . db.client.connection.pool.name = "shop"
          . db.client.connection.used = 2
          . db.client.connection.idle = 0
          . db.client.connection.max = 4
          . db.client.connection.pending_requests = 0
        """);
  }

  @Test
  @Row("1.107")
  void metricsTellHowThePoolIsUsed() throws SQLException {
    Reader reader = new Reader();
    SdkMeterProvider meters = SdkMeterProvider.builder().registerMetricReader(reader).build();
    try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().setMeterProvider(meters).build();
        HikariDataSource pool = pool()) {
      DataSource source =
          JdbcTracing.builder().openTelemetry(sdk).poolUsage(true).build().wrap(pool);
      try (Connection held = source.getConnection()) {
        run(source, "select name from blueprints");
        assertThat(held.isValid(1)).isTrue();
        assertThat(reader.collect())
            .containsEntry("db.client.connection.count shop used", 1L)
            .containsEntry("db.client.connection.count shop idle", 1L)
            .containsEntry("db.client.connection.max shop", 4L)
            .containsEntry("db.client.connection.idle.min shop", 0L)
            .containsEntry("db.client.connection.pending_requests shop", 0L)
            .hasSize(5);
      }
      pool.close();
      assertThat(reader.collect()).isEmpty();
    }
  }

  @Test
  void saysNothingOfAPoolUnlessAskedNorWithoutOne() throws SQLException {
    try (HikariDataSource pool = pool()) {
      DataSource source = JdbcTracing.create().wrap(pool);
      run(source, "select 1");
      run(JdbcTracing.builder().poolUsage(true).build().wrap(database.source()), "select 1");
      assertThat(spans.all()).hasSize(2);
      assertThat(spans.all().toString()).doesNotContain("connection.pool");
      assertThat(source).isInstanceOf(AutoCloseable.class);
    }
  }

  @Test
  void closesThePoolThatItWraps() throws Exception {
    HikariDataSource pool = pool();
    DataSource source = JdbcTracing.create().wrap(pool);
    assertThat(source.unwrap(HikariDataSource.class)).isSameAs(pool);
    ((AutoCloseable) source).close();
    assertThat(pool.isClosed()).isTrue();
  }

  /// Collects when it is asked to.
  private static final class Reader implements MetricReader {
    private CollectionRegistration registration = CollectionRegistration.noop();

    Map<String, Long> collect() {
      Map<String, Long> values = new TreeMap<>();
      for (MetricData metric : registration.collectAllMetrics()) {
        for (LongPointData point : metric.getLongSumData().getPoints()) {
          StringBuilder name = new StringBuilder(metric.getName());
          for (String key : new String[] {"pool.name", "state"}) {
            String value =
                point.getAttributes().get(AttributeKey.stringKey("db.client.connection." + key));
            name.append(value == null ? "" : " " + value);
          }
          values.put(name.toString(), point.getValue());
        }
      }
      return values;
    }

    @Override
    public void register(CollectionRegistration given) {
      registration = given;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
