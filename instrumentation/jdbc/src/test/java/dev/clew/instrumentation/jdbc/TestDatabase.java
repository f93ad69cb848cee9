package dev.clew.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL with a few rows, for the tests of one class.
final class TestDatabase implements AutoCloseable {
  private final PostgresServer server = PostgresServer.start();
  private final PGSimpleDataSource source = new PGSimpleDataSource();

  TestDatabase() throws SQLException {
    source.setUrl(server.url());
    for (String sql :
        List.of(
            "create table blueprints (id int primary key, name text)",
            "insert into blueprints values (1, 'house'), (2, 'bridge'), (3, 'tower')",
            "create table users (id serial primary key, name text unique, password text)",
            "create function double_of(n int) returns int language sql as 'select n * 2'")) {
      run(source, sql);
    }
  }

  /// Executes one statement on a connection of its own.
  static void run(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  int port() {
    return server.port();
  }

  /// What the server has logged as soon as a text is in it; it logs behind the statements.
  String logWith(String text) throws InterruptedException {
    String log = server.log();
    for (int tries = 0; tries < 2000 && !log.contains(text); tries++) {
      Thread.sleep(10);
      log = server.log();
    }
    assertThat(log).contains(text);
    return log;
  }

  /// Without tracing.
  PGSimpleDataSource source() {
    return source;
  }

  @Override
  public void close() {
    server.close();
  }
}
