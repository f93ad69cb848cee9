package dev.clew.instrumentation.jdbc;

import static dev.clew.instrumentation.jdbc.TestDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcOptionsTest {
  private static final String THREE = "select name from blueprints order by id";

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

  private static DataSource with(UnaryOperator<JdbcTracing.Builder> choices) {
    return choices.apply(JdbcTracing.builder()).build().wrap(database.source());
  }

  @Test
  @Row("1.067")
  void namesItsSpansAsAsked() throws SQLException {
    for (DbSpanNames names :
        List.of(
            DbSpanNames.OPERATION_COLLECTION,
            DbSpanNames.DB_OPERATION_COLLECTION,
            DbSpanNames.DOTTED,
            DbSpanNames.DB_QUERY_COLLECTION,
            DbSpanNames.DB_QUERY)) {
      run(with(jdbc -> jdbc.names(names)), THREE);
      run(with(jdbc -> jdbc.names(names)), "select 1");
    }
    assertThat(spans.all())
        .extracting("name")
        .containsExactly(
            "SELECT blueprints",
            "SELECT postgres",
            "db.SELECT blueprints",
            "db.SELECT postgres",
            "db.select.blueprints",
            "db.select.postgres",
            "db.query.blueprints",
            "db.query.postgres",
            "db.query",
            "db.query");
  }

  @Test
  void drawsTheQueriesOfTheSampleGateway() throws SQLException {
    Tracing.withSpan(
        "GET /api/blueprints",
        () -> run(with(jdbc -> jdbc.names(DbSpanNames.DB_QUERY_COLLECTION)), THREE));
    Tracing.withSpan(
        "GET /api/blueprints/{id}", () -> run(with(jdbc -> jdbc.names(DbSpanNames.DOTTED)), THREE));
    spans.assertTree(
        """
        GET /api/blueprints
          db.query.blueprints  CLIENT  UNSET
            . operation.type = "database"
            . db.system.name = "postgresql"
            . db.operation.name = "SELECT"
            . db.collection.name = "blueprints"
        GET /api/blueprints/{id}
          db.select.blueprints  CLIENT  UNSET
            . operation.type = "database"
            . db.operation.name = "SELECT"
            . db.collection.name = "blueprints"
        """);
  }

  @Test
  @Row({"1.106", "1.023"})
  void countsTheRowsThatAreRead() throws SQLException {
    try (Connection connection = with(jdbc -> jdbc.rowCounts(true)).getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(THREE)) {
        assertThat(rows.getStatement()).isEqualTo(statement);
        List<String> names = new ArrayList<>();
        while (rows.next()) {
          assertThat(spans.all()).isEmpty();
          names.add(rows.getString("name"));
        }
        assertThat(names).containsExactly("house", "bridge", "tower");
        assertThat(spans.all()).hasSize(1);
      }
      statement.executeUpdate("update blueprints set name = name where id < 3");
      assertThat(statement.execute("select id from blueprints where id = 1")).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(statement.execute("create table rows (id int)")).isFalse();
      statement.addBatch("insert into rows values (1)");
      statement.addBatch("insert into rows values (2)");
      statement.executeBatch();
    }
    spans.assertTree(
        """
        SELECT blueprints
          . db.response.returned_rows = 3
        UPDATE blueprints
          . db.response.affected_rows = 2
        SELECT blueprints
          . db.response.returned_rows = 1
        CREATE TABLE rows
        BATCH INSERT rows
          . db.response.affected_rows = 2
        """);
    List<AttributeKey<?>> keys =
        new ArrayList<>(spans.named("CREATE TABLE rows").getAttributes().asMap().keySet());
    assertThat(keys).extracting(AttributeKey::getKey).noneMatch(key -> key.contains("_rows"));
  }

  @Test
  @Row("1.106")
  void aResultThatIsNeverReadEndsItsSpanAllTheSame() throws SQLException {
    DataSource source = with(jdbc -> jdbc.rowCounts(true));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeQuery(THREE);
      statement.executeQuery(THREE);
      assertThat(spans.all()).hasSize(1);
      statement.close();
      assertThat(spans.all()).hasSize(2);
      connection.createStatement().execute(THREE);
      connection.prepareStatement(THREE).executeQuery();
    }
    assertThat(spans.all()).hasSize(4);
  }

  @Test
  void anErrorOnTheWayThroughTheRowsIsTheSpans() throws SQLException {
    try (Connection connection = with(jdbc -> jdbc.rowCounts(true)).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.setFetchSize(1);
      ResultSet rows = statement.executeQuery("select 6 / (3 - n) from generate_series(1, 5) n");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
    }
    spans.assertTree(
        """
        SELECT generate_series  ERROR
          . error.type = "22012"
          . db.response.returned_rows = 2
          ! exception
        """);
  }

  @Test
  @Row("1.023")
  void keepsBoundValuesOnDemandAndHidesThoseOfSecrets() throws SQLException {
    try (Connection connection = with(jdbc -> jdbc.bindValues(true)).getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select 1 from blueprints where id = ? and name = ? and ? = ?");
        PreparedStatement update =
            connection.prepareStatement("update users set password = ? where id = ?")) {
      select.setInt(1, 7);
      select.setString(2, "x".repeat(150));
      select.setBytes(3, new byte[12]);
      select.setBytes(4, null);
      select.execute();
      select.setFetchSize(3);
      select.clearParameters();
      update.setString(1, "hunter2");
      update.setInt(2, 1);
      update.execute();
      update.addBatch();
      update.executeBatch();
    }
    spans.assertTree(
        """
        SELECT blueprints
          . db.query.text = "select ? from blueprints where id = ? and name = ? and ? = ?"
          . db.query.parameter.0 = "7"
          . db.query.parameter.1 = "%s"
          . db.query.parameter.2 = "(12 bytes)"
          . db.query.parameter.3 = "NULL"
        UPDATE users
          . db.query.parameter.0 = "[redacted]"
          . db.query.parameter.1 = "[redacted]"
        UPDATE users
        """
            .formatted("x".repeat(100) + "…"));
  }

  @Test
  void keepsNoValueUnlessAsked() throws SQLException {
    try (Connection connection = with(jdbc -> jdbc).getConnection();
        PreparedStatement select =
            connection.prepareStatement("select 1 from blueprints where name = ?")) {
      select.setString(1, "personal");
      select.execute();
    }
    assertThat(spans.all().get(0).getAttributes().toString()).doesNotContain("personal");
  }

  @Test
  @Row("2.006")
  void sendsTheTraceContextToTheDatabaseAsAComment() throws Exception {
    DataSource source = with(jdbc -> jdbc.sqlComment(true));
    run(source, "select 'plain'");
    run(source, "select 'ends';  ");
    run(source, "select 'commented' /* mine */");
    String outer =
        Tracing.withSpan(
            "outer",
            () -> {
              try (Connection connection = source.getConnection();
                  Statement batch = connection.createStatement();
                  PreparedStatement prepared =
                      connection.prepareStatement("select 'prepared', ?::int")) {
                prepared.setInt(1, 5);
                prepared.execute();
                batch.addBatch("update blueprints set name = name");
                batch.executeBatch();
                return Tracing.extractTraceContext().traceparent();
              }
            });
    List<SpanData> all = spans.all();
    assertThat(database.logWith("update blueprints set name = name /*traceparent='" + outer))
        .contains("select 'plain' " + comment(all.get(0)))
        .contains("select 'ends' " + comment(all.get(1)))
        .contains("select 'commented' /* mine */\n")
        .contains("select 'prepared', $1::int /*traceparent='" + outer);
    assertThat(all.get(0).getAttributes().get(AttributeKey.stringKey("db.query.text")))
        .isEqualTo("select ?");
  }

  private static String comment(SpanData span) {
    return "/*traceparent='00-%s-%s-%s'*/"
        .formatted(
            span.getTraceId(), span.getSpanId(), span.getSpanContext().getTraceFlags().asHex());
  }

  @Test
  void sendsNoCommentUnlessAskedNorWithoutASpan() throws Exception {
    run(with(jdbc -> jdbc), "select 'without'");
    try (Connection connection = with(jdbc -> jdbc.sqlComment(true)).getConnection()) {
      connection.prepareStatement("select 'nobody'").execute();
    }
    assertThat(database.logWith("select 'nobody'\n")).contains("select 'without'\n");
  }
}
