package dev.clew.instrumentation.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/// The examples of `docs/library/modules.md` about databases, to be compiled and run.
final class DocExamples {
  private DocExamples() {}

  static String oneLine(HikariConfig config) throws SQLException {
    DataSource database = JdbcTracing.create().wrap(new HikariDataSource(config));
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select name from blueprints where id = ?")) {
      select.setInt(1, 2);
      ResultSet rows = select.executeQuery();
      return rows.next() ? rows.getString("name") : "none";
    }
  }

  static DataSource choices(DataSource pool) {
    JdbcTracing jdbc =
        JdbcTracing.builder()
            .names(DbSpanNames.DB_OPERATION_COLLECTION)
            .rowCounts(true)
            .poolUsage(true)
            .sqlComment(true)
            .build();
    return jdbc.wrap(pool);
  }
}
