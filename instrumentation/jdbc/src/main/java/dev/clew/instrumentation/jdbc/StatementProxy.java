package dev.clew.instrumentation.jdbc;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement, prepared or not, each execution of which has a span.
///
/// Where rows are counted the span of a query ends when its rows have been read: with the last row,
/// or when the result, the statement or the connection is closed or the statement used again.
final class StatementProxy extends SqlProxy<Statement> {
  private final @Nullable String prepared;
  private final ConnectionProxy connection;
  private final Object connectionToShow;
  private final BoundValues values;

  /// The first statements of the batch to come.
  private final List<String> batch = new ArrayList<>();

  private int batchSize;
  private volatile @Nullable RunningCall reading;

  /// A statement of a connection.
  ///
  /// @param prepared what it was prepared from; null where each execution names its own
  /// @param connectionToShow the connection as the application has it
  StatementProxy(
      Statement delegate,
      @Nullable String prepared,
      ConnectionProxy connection,
      Object connectionToShow) {
    super(delegate);
    this.prepared = prepared;
    this.connection = connection;
    this.connectionToShow = connectionToShow;
    values = new BoundValues(prepared != null && connection.options().hasBindValues());
  }

  @Override
  @Nullable Object invoked(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
        return execute(proxy, method, arguments);
      }
      case "executeBatch", "executeLargeBatch" -> {
        return executeBatch(method, arguments);
      }
      case "addBatch" -> {
        return addBatch(method, arguments);
      }
      case "getConnection" -> {
        return connectionToShow;
      }
      case "getResultSet" -> {
        RunningCall call = reading;
        Object rows = forward(method, arguments);
        return call == null || rows == null ? rows : counted((ResultSet) rows, proxy, call);
      }
      case "clearBatch" -> forgetBatch();
      case "clearParameters" -> values.clear();
      case "getMoreResults", "close" -> endReading();
      default -> values.note(method, arguments);
    }
    return forward(method, arguments);
  }

  private @Nullable Object execute(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    endReading();
    String sql = arguments.length > 0 ? (String) arguments[0] : prepared;
    RunningCall call =
        sql == null
            ? null
            : connection
                .spans()
                .start(
                    () ->
                        DbCall.of(
                            connection.database(),
                            sql,
                            values.shown(sql),
                            connection.spans().pool()));
    if (sql == null || call == null) {
      return forward(method, arguments);
    }
    if (arguments.length > 0 && connection.options().hasSqlComment()) {
      arguments[0] = SqlComment.append(sql, call.context());
    }
    Object returned = call.run(() -> forward(method, arguments));
    if (!connection.options().hasRowCounts()) {
      call.end(DbResult.NOT_COUNTED, null);
      return returned;
    }
    if (returned instanceof ResultSet rows) {
      keepReading(call);
      return counted(rows, proxy, call);
    }
    if (Boolean.TRUE.equals(returned)) {
      keepReading(call);
      return returned;
    }
    call.end(DbResult.affected(returned), null);
    return returned;
  }

  private @Nullable Object executeBatch(Method method, @Nullable Object[] arguments)
      throws Throwable {
    endReading();
    List<String> statements = prepared == null ? List.copyOf(batch) : List.of(prepared);
    int size = batchSize;
    forgetBatch();
    RunningCall call =
        connection
            .spans()
            .start(
                () ->
                    DbCall.ofBatch(
                        connection.database(), statements, size, connection.spans().pool()));
    if (call == null) {
      return forward(method, arguments);
    }
    Object returned = call.run(() -> forward(method, arguments));
    boolean counts = connection.options().hasRowCounts();
    call.end(counts ? DbResult.affected(returned) : DbResult.NOT_COUNTED, null);
    return returned;
  }

  private @Nullable Object addBatch(Method method, @Nullable Object[] arguments) throws Throwable {
    String sql = arguments.length > 0 ? (String) arguments[0] : null;
    if (sql != null) {
      arguments[0] = connection.commented(sql);
    }
    Object returned = forward(method, arguments);
    if (sql != null && batch.size() < DbCall.LOOKED_AT) {
      batch.add(sql);
    }
    batchSize++;
    return returned;
  }

  private void forgetBatch() {
    batch.clear();
    batchSize = 0;
  }

  private ResultSet counted(ResultSet rows, Object proxy, RunningCall call) {
    return new ResultSetProxy(rows, proxy, call).as(ResultSet.class);
  }

  private void keepReading(RunningCall call) {
    call.keepIn(connection.reading());
    reading = call;
  }

  private void endReading() {
    RunningCall call = reading;
    if (call != null) {
      reading = null;
      call.end(DbResult.NOT_COUNTED, null);
    }
  }
}
