package dev.clew.instrumentation.jdbc;

import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect;
import io.opentelemetry.instrumentation.jdbc.internal.JdbcConnectionUrlParser;
import io.opentelemetry.instrumentation.jdbc.internal.dbinfo.DbInfo;
import org.jspecify.annotations.Nullable;

/// What a connection leads to.
///
/// @param url JDBC's, with what may be secret in it: it is compared, and goes nowhere
/// @param system as OpenTelemetry names it, `postgresql`
/// @param oldSystem as its older conventions do
record Database(
    String url,
    String system,
    String oldSystem,
    @Nullable String name,
    @Nullable String user,
    @Nullable String address,
    @Nullable Integer port) {
  private static final String OTHER = "other_sql";

  /// One of which nothing is known.
  static final Database UNKNOWN = new Database("", OTHER, OTHER, null, null, null, null);

  static Database of(String url, @Nullable String user) {
    DbInfo info = JdbcConnectionUrlParser.parse(url, null);
    String system = info.getDbSystemName();
    String oldSystem = info.getDbSystem();
    return new Database(
        url,
        system == null ? OTHER : system,
        oldSystem == null ? OTHER : oldSystem,
        info.getDbName(),
        user == null ? info.getDbUser() : user,
        info.getServerAddress(),
        info.getServerPort());
  }

  /// The name of the database, or of what it is.
  String label() {
    return name == null ? system : name;
  }

  /// Where text in double quotes may be a value, it counts as one.
  SqlDialect dialect() {
    return switch (system) {
      case "postgresql", "oracle.db", "ibm.db2", "derby", "hsqldb", "sap.hana", "clickhouse" ->
          SqlDialect.DOUBLE_QUOTES_ARE_IDENTIFIERS;
      default -> SqlDialect.DOUBLE_QUOTES_ARE_STRING_LITERALS;
    };
  }
}
