package dev.clew.instrumentation.jdbc;

import static dev.clew.instrumentation.jdbc.TestDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/// What an application must not notice.
class FaithfulTest {
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

  /// An object whose methods are all the given one.
  private static <T> T that(Class<T> type, InvocationHandler answer) {
    return type.cast(
        Proxy.newProxyInstance(FaithfulTest.class.getClassLoader(), new Class<?>[] {type}, answer));
  }

  private static DataSource whoseStatements(Throwable thrown) {
    Statement statement =
        that(
            Statement.class,
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              throw thrown;
            });
    Connection connection =
        that(
            Connection.class,
            (proxy, method, arguments) ->
                method.getName().equals("createStatement") ? statement : null);
    return that(DataSource.class, (proxy, method, arguments) -> connection);
  }

  @Test
  void theVeryObjectThatTheDriverThrowsIsThrown() {
    for (Throwable thrown :
        List.of(
            new SQLException("gone", "08006"),
            new SQLException(),
            new IllegalStateException("broken"),
            new OutOfMemoryError("not really"))) {
      DataSource source = JdbcTracing.create().wrap(whoseStatements(thrown));
      assertThat(catchThrowable(() -> run(source, "delete from users"))).isSameAs(thrown);
    }
    spans.assertTree(
        """
        DELETE users  ERROR "gone"
          . error.type = "08006"
          . db.system.name = "other_sql"
          ! exception
        DELETE users  ERROR
          . error.type = "database"
        DELETE users  ERROR "broken"
          . error.type = "java.lang.IllegalStateException"
        DELETE users  ERROR
          . error.type = "resource"
        """);
  }

  @Test
  void theDriversErrorIsTheSpans() {
    DataSource source = JdbcTracing.create().wrap(database.source());
    assertThatThrownBy(() -> run(source, "select nothing from blueprints"))
        .hasMessageContaining("\"nothing\"");
    spans.assertTree(
        """
        SELECT blueprints  CLIENT  ERROR
          . error.type = "42703"
          . db.response.status_code = "42703"
          ! exception
        """);
    assertThat(spans.all().get(0).getStatus().getDescription()).contains("\"nothing\"");
  }

  @Test
  void unwrapsToTheDriver() throws SQLException {
    DataSource source = JdbcTracing.create().wrap(database.source());
    assertThat(source.isWrapperFor(PGSimpleDataSource.class)).isTrue();
    assertThat(source.unwrap(PGSimpleDataSource.class)).isSameAs(database.source());
    assertThat(source.getLoginTimeout()).isEqualTo(database.source().getLoginTimeout());
    assertThat(source).isNotInstanceOf(AutoCloseable.class);
    assertThatThrownBy(() -> source.unwrap(Runnable.class)).isInstanceOf(SQLException.class);
    try (Connection connection = source.getConnection("postgres", "");
        Statement statement = connection.createStatement()) {
      assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
      assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
      assertThat(new HashSet<>(List.of(connection, statement))).contains(connection, statement);
      assertThat(connection.toString()).contains("Pg");
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
      assertThat(statement.getConnection()).isSameAs(connection);
    }
    assertThat(spans.all()).isEmpty();
  }

  @Test
  void anApplicationsNamesThatFailCostTheNameAlone() throws SQLException {
    DbSpanNames broken =
        (operation, collection, name) -> {
          throw new IllegalStateException("no name");
        };
    run(JdbcTracing.builder().names(broken).build().wrap(database.source()), "select 1 from users");
    assertThat(spans.all()).extracting("name").containsExactly("SELECT users");
  }

  @Test
  void aStatementHasOneSpanWhoeverElseTracesIt() throws SQLException {
    DataSource theirs = JdbcTelemetry.create(spans.openTelemetry()).wrap(database.source());
    DataSource twice = JdbcTracing.create().wrap(JdbcTracing.create().wrap(theirs));
    run(twice, "select name from blueprints");
    try (Connection connection = twice.getConnection();
        PreparedStatement prepared = connection.prepareStatement("select 1 from users")) {
      prepared.execute();
    }
    spans.assertTree(
        """
        SELECT blueprints
          . operation.type = "database"
        SELECT users
          . operation.type = "database"
        """);
    DataSource inside = JdbcTracing.create().wrap(database.source());
    run(JdbcTelemetry.create(spans.openTelemetry()).wrap(inside), "select 1 from users");
    assertThat(spans.all()).hasSize(3);
  }
}
