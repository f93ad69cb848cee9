package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.Instrumentations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One round to the database: a statement, or a batch of them.
///
/// @param batchSize statements in the batch; -1 where it is none
/// @param values bound to the statement's parameters, by position or name; empty unless asked for
/// @param pool where the connection comes from; null unless asked for
record DbCall(
    Database database,
    Sql sql,
    int batchSize,
    Map<String, String> values,
    @Nullable PoolUsage pool) {
  /// How many statements of a batch are looked at.
  static final int LOOKED_AT = 32;

  static DbCall of(
      Database database, String sql, Map<String, String> values, @Nullable PoolUsage pool) {
    return new DbCall(database, Sql.of(sql, database.dialect()), -1, values, pool);
  }

  /// A batch; one of a single statement is told as that statement.
  ///
  /// @param statements the first {@link #LOOKED_AT} of them at least
  /// @param size how many there are
  static DbCall ofBatch(
      Database database, List<String> statements, int size, @Nullable PoolUsage pool) {
    if (size == 1) {
      return of(database, statements.get(0), Map.of(), pool);
    }
    Set<String> texts = new LinkedHashSet<>();
    Set<String> operations = new LinkedHashSet<>();
    Set<@Nullable String> collections = new LinkedHashSet<>();
    for (String statement : statements.subList(0, Math.min(statements.size(), LOOKED_AT))) {
      Sql sql = Sql.of(statement, database.dialect());
      texts.add(sql.text());
      operations.add(sql.operation());
      collections.add(sql.collection());
    }
    String operation = operations.size() == 1 ? "BATCH " + operations.iterator().next() : "BATCH";
    String collection = collections.size() == 1 ? collections.iterator().next() : null;
    Sql whole = new Sql(String.join("; ", texts), operation, collection, null, null);
    return new DbCall(database, whole, size, Map.of(), pool);
  }

  /// In the usual style where the chosen one fails.
  String name(DbSpanNames names) {
    String target = sql.collection() == null ? sql.procedure() : sql.collection();
    try {
      return names.name(sql.operation(), target, database.label());
    } catch (RuntimeException e) {
      Instrumentations.failed("naming the span of a statement", e);
      return DbSpanNames.OPERATION_COLLECTION.name(sql.operation(), target, database.label());
    }
  }
}
