package dev.clew.instrumentation.jdbc;

import dev.clew.instrumentation.Instrumentations;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A data source whose connections are traced.
final class DataSourceProxy extends SqlProxy<DataSource> {
  private final DbSpans spans;

  /// What the last connection asked about leads to; most often all lead to the same.
  private volatile Database last = Database.UNKNOWN;

  private DataSourceProxy(DataSource delegate, DbSpans spans) {
    super(delegate);
    this.spans = spans;
  }

  /// A pool that can be closed can be closed through it.
  static DataSource wrap(DataSource delegate, DbSpans spans) {
    DataSourceProxy proxy = new DataSourceProxy(delegate, spans);
    return delegate instanceof AutoCloseable
        ? proxy.as(DataSource.class, AutoCloseable.class)
        : proxy.as(DataSource.class);
  }

  DbSpans spans() {
    return spans;
  }

  @Override
  @Nullable Object invoked(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "getConnection" -> {
        Object connection = forward(method, arguments);
        yield connection == null
            ? null
            : new ConnectionProxy((Connection) connection, this).as(Connection.class);
      }
      case "isWrapperFor" ->
          arguments[0] instanceof Class<?> type && type.isInstance(delegate())
              ? true
              : forward(method, arguments);
      case "unwrap" ->
          arguments[0] instanceof Class<?> type && type.isInstance(delegate())
              ? delegate()
              : forward(method, arguments);
      default -> forward(method, arguments);
    };
  }

  /// What a connection leads to, as far as it says so without asking the server.
  Database databaseOf(Connection connection) {
    try {
      DatabaseMetaData data = connection.getMetaData();
      String url = data.getURL();
      if (url == null) {
        return Database.UNKNOWN;
      }
      String user = spans.options().hasOldNames() ? data.getUserName() : null;
      Database known = last;
      if (known.url().equals(url) && (user == null || Objects.equals(known.user(), user))) {
        return known;
      }
      Database found = Database.of(url, user);
      last = found;
      return found;
    } catch (SQLException | RuntimeException e) {
      Instrumentations.failed("reading the address of a database", e);
      return Database.UNKNOWN;
    }
  }
}
