package dev.clew.instrumentation.jdbc;

import static dev.clew.instrumentation.jdbc.TestDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UninitialisedTest {
  @BeforeEach
  @AfterEach
  void unset() {
    GlobalOpenTelemetry.resetForTest();
  }

  @Test
  void worksWithoutOpenTelemetryAndTracesFromTheMomentThereIsOne() throws Exception {
    try (TestDatabase database = new TestDatabase()) {
      DataSource source =
          JdbcTracing.builder()
              .rowCounts(true)
              .bindValues(true)
              .sqlComment(true)
              .transactions(true)
              .build()
              .wrap(database.source());
      run(source, "update blueprints set name = 'unseen'");
      try (var connection = source.getConnection();
          var prepared = connection.prepareStatement("select name from blueprints where id = ?")) {
        prepared.setInt(1, 1);
        try (var rows = prepared.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo("unseen");
        }
      }
      assertThat(GlobalOpenTelemetry.isSet()).isFalse();
      assertThat(database.logWith("'unseen'\n")).doesNotContain("traceparent");

      SdkTracerProvider provider = SdkTracerProvider.builder().build();
      try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().setTracerProvider(provider).build()) {
        GlobalOpenTelemetry.set(sdk);
        run(source, "update blueprints set name = 'seen'");
        database.logWith("'seen' /*traceparent='00-");
      }
    }
  }
}
