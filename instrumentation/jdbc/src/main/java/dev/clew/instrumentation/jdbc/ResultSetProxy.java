package dev.clew.instrumentation.jdbc;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/// A result whose rows are counted as the application reads them with `next`.
final class ResultSetProxy extends SqlProxy<ResultSet> {
  private final Object statement;
  private final RunningCall call;
  private long rows;

  /// A result of a statement.
  ///
  /// @param statement as the application has it
  ResultSetProxy(ResultSet delegate, Object statement, RunningCall call) {
    super(delegate);
    this.statement = statement;
    this.call = call;
  }

  @Override
  @Nullable Object invoked(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "next" -> next(method, arguments);
      case "close" -> {
        call.end(DbResult.returned(rows), null);
        yield forward(method, arguments);
      }
      case "getStatement" -> statement;
      default -> forward(method, arguments);
    };
  }

  private @Nullable Object next(Method method, @Nullable Object[] arguments) throws Throwable {
    Object more;
    try {
      more = forward(method, arguments);
    } catch (Throwable e) {
      call.end(DbResult.returned(rows), e);
      throw e;
    }
    if (Boolean.TRUE.equals(more)) {
      rows++;
    } else {
      call.end(DbResult.returned(rows), null);
    }
    return more;
  }
}
