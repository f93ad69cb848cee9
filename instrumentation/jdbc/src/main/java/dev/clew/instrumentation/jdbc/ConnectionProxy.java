package dev.clew.instrumentation.jdbc;

import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A connection whose statements are traced.
final class ConnectionProxy extends SqlProxy<Connection> {
  private final DataSourceProxy source;

  /// Calls whose rows the application still reads.
  private final Set<RunningCall> reading = ConcurrentHashMap.newKeySet();

  private volatile @Nullable Database database;

  ConnectionProxy(Connection delegate, DataSourceProxy source) {
    super(delegate);
    this.source = source;
  }

  JdbcTracing options() {
    return spans().options();
  }

  DbSpans spans() {
    return source.spans();
  }

  Set<RunningCall> reading() {
    return reading;
  }

  Database database() {
    Database known = database;
    if (known == null) {
      known = source.databaseOf(delegate());
      database = known;
    }
    return known;
  }

  @Override
  @Nullable Object invoked(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "createStatement" ->
          new StatementProxy((Statement) made(method, arguments), null, this, proxy)
              .as(Statement.class);
      case "prepareStatement" -> prepared(method, arguments, proxy).as(PreparedStatement.class);
      case "prepareCall" -> prepared(method, arguments, proxy).as(CallableStatement.class);
      case "commit", "rollback" ->
          options().hasTransactions()
              ? traced(method.getName().toUpperCase(Locale.ROOT), method, arguments)
              : forward(method, arguments);
      case "close", "abort" -> {
        reading.forEach(call -> call.end(DbResult.NOT_COUNTED, null));
        yield forward(method, arguments);
      }
      default -> forward(method, arguments);
    };
  }

  private StatementProxy prepared(Method method, @Nullable Object[] arguments, Object proxy)
      throws Throwable {
    String sql = (String) Objects.requireNonNull(arguments[0]);
    arguments[0] = commented(sql);
    Object statement = made(method, arguments);
    return new StatementProxy((Statement) statement, sql, this, proxy);
  }

  private Object made(Method method, @Nullable Object[] arguments) throws Throwable {
    return Objects.requireNonNull(forward(method, arguments));
  }

  private @Nullable Object traced(String sql, Method method, @Nullable Object[] arguments)
      throws Throwable {
    RunningCall call = spans().start(() -> DbCall.of(database(), sql, Map.of(), spans().pool()));
    if (call == null) {
      return forward(method, arguments);
    }
    Object returned = call.run(() -> forward(method, arguments));
    call.end(DbResult.NOT_COUNTED, null);
    return returned;
  }

  /// A statement with the context that is current now: it is prepared, or put into a batch, before
  /// its span begins.
  String commented(String sql) {
    return options().hasSqlComment() && spans().isOn()
        ? SqlComment.append(sql, Context.current())
        : sql;
  }
}
