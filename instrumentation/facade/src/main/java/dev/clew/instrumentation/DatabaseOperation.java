package dev.clew.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/// The span of an operation on a database, with the older names of its attributes and the current
/// ones.
///
/// @see <a
///     href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">OpenTelemetry's
///     conventions for databases</a>
final class DatabaseOperation implements SpanEnd {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Span caller;
  private final Attributes what;
  private final long begin = System.nanoTime();

  private DatabaseOperation(Span caller, Attributes what) {
    this.caller = caller;
    this.what = what;
  }

  static SpanCall start(
      ClewTracer tracer,
      OperationNames names,
      String operation,
      String table,
      @Nullable Object[] attributes) {
    Span caller = Span.current();
    Attributes what =
        Attributes.of(
            SemanticAttributes.DATABASE_OPERATION,
            operation,
            SemanticAttributes.DATABASE_TABLE,
            table);
    caller.addEvent("database.operation.start", what);
    SpanCall call =
        SpanCall.start(
            tracer,
            names.database(operation, table),
            SpanKind.CLIENT,
            new DatabaseOperation(caller, what),
            attributes(operation, table, AttributePairs.of(attributes)));
    call.span().addEvent("database.query.start");
    return call;
  }

  @Override
  public void over(Span span, @Nullable Object result, @Nullable Throwable error) {
    span.setAttribute(
        SemanticAttributes.DB_DURATION, (System.nanoTime() - begin) / NANOS_PER_MILLI);
    if (error == null) {
      span.addEvent("database.query.complete");
      caller.addEvent("database.operation.complete", what);
    }
  }

  private static Attributes attributes(String operation, String table, Attributes given) {
    AttributesBuilder all = Attributes.builder().put("operation.type", "database");
    both(all, "db.operation", "db.operation.name", operation);
    both(all, "db.table", "db.collection.name", table.isEmpty() ? null : table);
    all.putAll(given);
    String system = either(given, "db.system", "db.system.name");
    both(all, "db.system", "db.system.name", system);
    both(all, "db.name", "db.namespace", either(given, "db.name", "db.namespace"));
    String statement = either(given, "db.statement", "db.query.text");
    String shown = statement == null ? null : SqlText.withoutValues(statement, system);
    both(all, "db.statement", "db.query.text", shown);
    return all.build();
  }

  private static void both(
      AttributesBuilder attributes, String old, String current, @Nullable String value) {
    if (value != null) {
      attributes.put(old, value).put(current, value);
    }
  }

  private static @Nullable String either(Attributes given, String old, String current) {
    String value = given.get(AttributeKey.stringKey(old));
    return value == null ? given.get(AttributeKey.stringKey(current)) : value;
  }
}
