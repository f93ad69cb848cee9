package dev.clew.instrumentation.jdbc;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The comment behind a statement that carries the trace context to the database, in the form of
/// the [SQLCommenter specification](https://google.github.io/sqlcommenter/spec/).
final class SqlComment {
  private SqlComment() {}

  /// The statement with the comment. One that has a comment of its own stays as it is, as the
  /// specification asks, and so does a call in JDBC's braces, which drivers read themselves.
  ///
  /// @param context without a span, there is no comment
  static String append(String statement, Context context) {
    if (statement.contains("/*") || statement.contains("--") || statement.startsWith("{")) {
      return statement;
    }
    Map<String, String> headers = new TreeMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(context, headers, (all, name, value) -> put(all, name, value));
    if (headers.isEmpty()) {
      return statement;
    }
    String whole = statement.stripTrailing();
    boolean closed = whole.endsWith(";");
    String open = closed ? whole.substring(0, whole.length() - 1) : whole;
    StringBuilder comment = new StringBuilder(open).append(" /*");
    headers.forEach(
        (name, value) -> comment.append(name).append("='").append(encoded(value)).append("',"));
    comment.setLength(comment.length() - 1);
    return comment.append(closed ? "*/;" : "*/").toString();
  }

  private static void put(@Nullable Map<String, String> headers, String name, String value) {
    if (headers != null) {
      headers.put(name, value);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
