package dev.clew.instrumentation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

@Timeout(120)
class DataSourceTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  @Test
  void statementsOfADataSourceHaveSpansAndTheBeanKeepsItsClass() throws SQLException {
    try (ConfigurableApplicationContext shop = Shop.start(Database.class)) {
      HikariDataSource source = shop.getBean(HikariDataSource.class);
      assertThat(source.getJdbcUrl()).isEqualTo(Database.URL);
      assertThat(ask(source.getConnection())).isEqualTo(1);
      assertThat(source.unwrap(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(3);
      assertThat(spans.all()).extracting(SpanData::getKind).containsExactly(SpanKind.CLIENT);
      source.close();
      assertThat(source.isClosed()).isTrue();
    }
  }

  @Test
  void aDataSourceIsLeftAloneWhereASettingSaysSo() throws SQLException {
    try (ConfigurableApplicationContext shop =
        Shop.start(Database.class, "otel.instrumentation.jdbc.enabled=false")) {
      HikariDataSource source = shop.getBean(HikariDataSource.class);
      assertThat(AopUtils.isAopProxy(source)).isFalse();
      assertThat(ask(source.getConnection())).isEqualTo(1);
      assertThat(spans.all()).isEmpty();
    }
  }

  @Test
  void aDataSourceThatCannotKeepItsClassIsLeftAlone() throws SQLException {
    try (ConfigurableApplicationContext shop = Shop.start(OfAFinalClass.class)) {
      assertThat(ask(shop.getBean(JdbcDataSource.class).getConnection())).isEqualTo(1);
      assertThat(spans.all()).isEmpty();
      assertThat(log.lines())
          .contains(
              "WARNING the data source 'database' has no spans: its class"
                  + " 'org.h2.jdbcx.JdbcDataSource' is final");
    }
  }

  private static int ask(Connection given) throws SQLException {
    try (Connection connection = given;
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  static class Database {
    static final String URL = "jdbc:h2:mem:shop";

    @Bean
    HikariDataSource database() {
      HikariDataSource source = new HikariDataSource();
      source.setJdbcUrl(URL);
      source.setMaximumPoolSize(3);
      return source;
    }
  }

  static class OfAFinalClass {
    @Bean
    JdbcDataSource database() {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(Database.URL);
      return source;
    }
  }
}
