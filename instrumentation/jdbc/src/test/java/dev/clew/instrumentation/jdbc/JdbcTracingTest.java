package dev.clew.instrumentation.jdbc;

import static dev.clew.instrumentation.jdbc.TestDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcTracingTest {
  private static TestDatabase database;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private DataSource source;

  @BeforeAll
  static void start() throws SQLException {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void wrap() {
    source = JdbcTracing.create().wrap(database.source());
  }

  @Test
  @Row({"1.003", "1.020", "1.022", "1.103", "1.105", "1.081"})
  void tellsWhatWasAskedOfWhichTableWhere() throws SQLException {
    Tracing.withSpan(
        "blueprints.list",
        () -> run(source, "select name from blueprints where id = 2 and name <> 'x'"));
    spans.assertTree(
        """
        blueprints.list
          SELECT blueprints  CLIENT  UNSET
            . operation.type = "database"
            . db.system.name = "postgresql"
            . db.namespace = "postgres"
            . db.operation.name = "SELECT"
            . db.collection.name = "blueprints"
            . db.query.text = "select name from blueprints where id = ? and name <> ?"
            . db.query.summary = "select blueprints"
            . server.address = "localhost"
            . server.port = %d
        """
            .formatted(database.port()));
    assertThat(spans.named("SELECT blueprints").getAttributes().asMap().keySet())
        .extracting(AttributeKey::getKey)
        .doesNotContain("db.system", "db.statement", "db.response.returned_rows");
  }

  @Test
  @Row({"1.021", "1.104"})
  void lastsAsLongAsTheStatement() throws SQLException {
    run(source, "select pg_sleep(0.3)");
    SpanData span = spans.all().get(0);
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isGreaterThan(300_000_000L);
  }

  @Test
  @Row({"1.022"})
  void sendsTheOlderNamesBesideTheCurrentOnes() throws SQLException {
    run(
        JdbcTracing.builder().oldNames(true).build().wrap(database.source()),
        "select 1 from users where id = 5");
    spans.assertTree(
        """
        SELECT users
          . db.system.name = "postgresql"
          . db.system = "postgresql"
          . db.name = "postgres"
          . db.user = "postgres"
          . db.operation = "SELECT"
          . db.sql.table = "users"
          . db.statement = "select ? from users where id = ?"
        """);
  }

  @Test
  void makesASpanOfEachExecutionOfAPreparedStatement() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select name from blueprints where id = ?")) {
      List<String> names = new ArrayList<>();
      for (int id = 1; id <= 3; id++) {
        select.setInt(1, id);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
          names.add(rows.getString(1));
        }
      }
      assertThat(names).containsExactly("house", "bridge", "tower");
      assertThat(select.getConnection()).isEqualTo(connection);
    }
    spans.assertTree(
        """
        SELECT blueprints
          . db.query.text = "select name from blueprints where id = ?"
        SELECT blueprints
        SELECT blueprints
        """);
  }

  @Test
  void makesOneSpanOfABatch() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement("insert into users (name) values (?)")) {
      statement.addBatch("update users set name = 'a' where id = 0");
      statement.addBatch("delete from blueprints where id = 1001");
      statement.addBatch("delete from blueprints where id = 1002");
      assertThat(statement.executeBatch()).containsExactly(0, 0, 0);
      for (String name : List.of("ada", "bob")) {
        insert.setString(1, name);
        insert.addBatch();
      }
      assertThat(insert.executeLargeBatch()).containsExactly(1, 1);
      statement.addBatch("select 1");
      statement.clearBatch();
      assertThat(statement.executeBatch()).isEmpty();
    }
    spans.assertTree(
        """
        BATCH postgres  CLIENT
          . db.operation.name = "BATCH"
          . db.operation.batch.size = 3
          . db.query.text = "update users set name = ? where id = ?; delete from blueprints where id = ?"
        BATCH INSERT users  CLIENT
          . db.operation.batch.size = 2
          . db.collection.name = "users"
        BATCH postgres
          . db.operation.batch.size = 0
        """);
  }

  @Test
  void callsProceduresAndReturnsGeneratedKeys() throws SQLException {
    try (Connection connection = source.getConnection();
        CallableStatement call = connection.prepareCall("{? = call double_of(?)}");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into users (name) values ('keys')", Statement.RETURN_GENERATED_KEYS)) {
      call.registerOutParameter(1, Types.INTEGER);
      call.setInt(2, 21);
      call.execute();
      assertThat(call.getInt(1)).isEqualTo(42);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      try (ResultSet keys = insert.getGeneratedKeys()) {
        assertThat(keys.next()).isTrue();
        assertThat(keys.getInt("id")).isPositive();
      }
    }
    spans.assertTree(
        """
        CALL double_of  CLIENT
          . db.stored_procedure.name = "double_of"
        INSERT users  CLIENT
          . db.query.text = "insert into users (name) values (?)"
        """);
  }

  @Test
  void transactionsAreTheDriversOwnAndHaveSpansOnDemand() throws SQLException {
    DataSource traced = JdbcTracing.builder().transactions(true).build().wrap(database.source());
    for (DataSource each : List.of(source, traced)) {
      try (Connection connection = each.getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.executeUpdate("insert into users (name) values ('gone')");
        connection.rollback();
        statement.executeUpdate("update users set password = 'x'");
        connection.commit();
        try (ResultSet rows = statement.executeQuery("select 1 from users where name = 'gone'")) {
          assertThat(rows.next()).isFalse();
        }
      }
    }
    assertThat(spans.all())
        .extracting("name")
        .containsExactly(
            "INSERT users",
            "UPDATE users",
            "SELECT users",
            "INSERT users",
            "ROLLBACK postgres",
            "UPDATE users",
            "COMMIT postgres",
            "SELECT users");
  }

  @Test
  void hasItsParentOnEachOfTwentyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<String>> done = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String name = "request-" + i;
        done.add(threads.submit(() -> Tracing.withSpan(name, this::fiveQueries)));
      }
      List<String> traces = new ArrayList<>();
      for (Future<String> each : done) {
        traces.add(each.get());
      }
      assertThat(spans.await(120).all()).hasSize(120);
      for (String trace : traces) {
        List<SpanData> own =
            spans.all().stream().filter(span -> span.getTraceId().equals(trace)).toList();
        String parent = own.get(5).getSpanId();
        assertThat(own).hasSize(6);
        assertThat(own.subList(0, 5)).extracting("name").containsOnly("SELECT blueprints");
        assertThat(own.subList(0, 5)).extracting("parentSpanId").containsOnly(parent);
      }
    } finally {
      threads.shutdown();
    }
  }

  private String fiveQueries() throws SQLException {
    for (int i = 0; i < 5; i++) {
      run(source, "select name from blueprints");
    }
    return Tracing.traceId();
  }

  @Test
  @Row("0.100")
  void makesNoSpanWhenSwitchedOff() throws SQLException {
    System.setProperty("otel.instrumentation.jdbc.enabled", "false");
    try {
      run(source, "select 1");
    } finally {
      System.clearProperty("otel.instrumentation.jdbc.enabled");
    }
    assertThat(spans.all()).isEmpty();
    run(JdbcTracing.create().wrap(database.source()), "select 1");
    assertThat(spans.all()).hasSize(1);
  }
}
