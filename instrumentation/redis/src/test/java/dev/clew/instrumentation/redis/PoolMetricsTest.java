package dev.clew.instrumentation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.RedisServer;
import dev.clew.instrumentation.fixtures.Row;
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
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

class PoolMetricsTest {
  private static final AttributeKey<String> STATE =
      AttributeKey.stringKey("db.client.connection.state");

  @Test
  @Row("3.017")
  void countTheConnectionsInUse() {
    Reader reader = new Reader();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
    pool.setMaxTotal(5);
    try (RedisServer server = RedisServer.start()) {
      RedisClient redis =
          JedisTracing.of(RedisTracing.builder().openTelemetry(sdk).build())
              .client(
                  new HostAndPort("localhost", server.port()),
                  DefaultJedisClientConfig.builder().build(),
                  pool);
      redis.set("a", "1");
      try (AbstractTransaction transaction = redis.multi()) {
        assertThat(reader.values())
            .containsExactlyInAnyOrderEntriesOf(
                Map.of(
                    "db.client.connection.count used", 1L,
                    "db.client.connection.count idle", 0L,
                    "db.client.connection.max", 5L,
                    "db.client.connection.pending_requests", 0L));
        transaction.discard();
      }
      assertThat(reader.values())
          .containsEntry("db.client.connection.count used", 0L)
          .containsEntry("db.client.connection.count idle", 1L);
      redis.close();
      assertThat(reader.values()).isEmpty();
    }
    sdk.close();
  }

  private static final class Reader implements MetricReader {
    private @Nullable CollectionRegistration registration;

    Map<String, Long> values() {
      Map<String, Long> values = new TreeMap<>();
      Collection<MetricData> all = registration.collectAllMetrics();
      for (MetricData metric : all) {
        for (LongPointData point : metric.getLongSumData().getPoints()) {
          String state = point.getAttributes().get(STATE);
          values.put(
              state == null ? metric.getName() : metric.getName() + " " + state, point.getValue());
        }
      }
      return values;
    }

    @Override
    public void register(CollectionRegistration given) {
      registration = given;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }
}
