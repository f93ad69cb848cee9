package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.instrumentation.api.internal.SpanKey;
import io.opentelemetry.instrumentation.api.internal.SpanKeyProvider;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The attributes of a statement's span, by OpenTelemetry's conventions for databases, and on
/// demand by their older names.
record DbAttributes(boolean oldNames)
    implements AttributesExtractor<DbCall, DbResult>, SpanKeyProvider {

  /// By it other instrumentations, the agent's too, see that the statement has its span already.
  @Override
  public SpanKey internalGetSpanKey() {
    return SpanKey.DB_CLIENT;
  }

  @Override
  public void onStart(AttributesBuilder attributes, Context parent, DbCall call) {
    Database database = call.database();
    Sql sql = call.sql();
    attributes.put("operation.type", "database");
    attributes.put("db.system.name", database.system());
    put(attributes, "db.namespace", database.name());
    attributes.put("db.operation.name", sql.operation());
    put(attributes, "db.collection.name", sql.collection());
    put(attributes, "db.stored_procedure.name", sql.procedure());
    put(attributes, "db.query.summary", sql.summary());
    attributes.put("db.query.text", sql.text());
    if (call.batchSize() >= 0) {
      attributes.put("db.operation.batch.size", call.batchSize());
    }
    put(attributes, "server.address", database.address());
    if (database.port() != null) {
      attributes.put("server.port", database.port().longValue());
    }
    call.values().forEach((key, value) -> attributes.put("db.query.parameter." + key, value));
    if (call.pool() != null) {
      call.pool().describe(attributes);
    }
    if (oldNames) {
      attributes.put("db.system", database.oldSystem());
      put(attributes, "db.name", database.name());
      put(attributes, "db.user", database.user());
      attributes.put("db.operation", sql.operation());
      put(attributes, "db.sql.table", sql.collection());
      attributes.put("db.statement", sql.text());
    }
  }

  @Override
  public void onEnd(
      AttributesBuilder attributes,
      Context context,
      DbCall call,
      @Nullable DbResult result,
      @Nullable Throwable error) {
    if (result != null && result.returned() >= 0) {
      attributes.put("db.response.returned_rows", result.returned());
    }
    if (result != null && result.affected() >= 0) {
      attributes.put("db.response.affected_rows", result.affected());
    }
    if (error == null) {
      return;
    }
    String state = error instanceof SQLException sql ? sql.getSQLState() : null;
    put(attributes, "db.response.status_code", state);
    attributes.put("error.type", state == null ? Tracing.classifyError(error) : state);
  }

  private static void put(AttributesBuilder attributes, String key, @Nullable String value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }
}
