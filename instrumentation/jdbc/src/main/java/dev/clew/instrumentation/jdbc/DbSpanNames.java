package dev.clew.instrumentation.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the spans of SQL statements are named.
///
/// ```java
/// JdbcTracing.builder().names(DbSpanNames.DB_OPERATION_COLLECTION).build();
/// ```
///
/// Where a statement names no table, the database's name stands in its place.
@FunctionalInterface
public interface DbSpanNames {
  /// `SELECT blueprints`; the default, as OpenTelemetry's conventions have it.
  DbSpanNames OPERATION_COLLECTION =
      (operation, collection, database) ->
          operation + " " + (collection == null ? database : collection);

  /// `db.SELECT blueprints`.
  DbSpanNames DB_OPERATION_COLLECTION =
      (operation, collection, database) ->
          "db." + OPERATION_COLLECTION.name(operation, collection, database);

  /// `db.select.users`.
  DbSpanNames DOTTED =
      (operation, collection, database) ->
          "db."
              + operation.toLowerCase(Locale.ROOT).replace(' ', '_')
              + "."
              + (collection == null ? database : collection);

  /// `db.query.blueprints`, whatever the operation.
  DbSpanNames DB_QUERY_COLLECTION =
      (operation, collection, database) ->
          "db.query." + (collection == null ? database : collection);

  /// `db.query`, for every statement.
  DbSpanNames DB_QUERY = (operation, collection, database) -> "db.query";

  /// The name of one span.
  ///
  /// ```java
  /// DbSpanNames.DOTTED.name("SELECT", "users", "shop"); // "db.select.users"
  /// ```
  ///
  /// @param operation in capitals, as `SELECT`, `CREATE TABLE` or `BATCH INSERT`
  /// @param collection the first table that the statement names, or the procedure that it calls;
  /// null where there is none
  /// @param database its name, or that of the system where it has none
  String name(String operation, @Nullable String collection, String database);
}
