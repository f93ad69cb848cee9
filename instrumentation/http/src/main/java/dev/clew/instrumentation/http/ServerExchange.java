package dev.clew.instrumentation.http;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that a server answers, whatever server it is.
abstract class ServerExchange {
  private @Nullable String correlationId;
  private boolean correlationIdRead;

  abstract String method();

  abstract String scheme();

  abstract String path();

  /// Without the question mark; null where there is none.
  abstract @Nullable String query();

  /// Null where it is known only later, or never.
  abstract @Nullable String route();

  /// As `1.1`.
  abstract String protocolVersion();

  abstract @Nullable InetSocketAddress peer();

  abstract List<String> requestHeader(String name);

  abstract Iterable<String> requestHeaderNames();

  abstract List<String> responseHeader(String name);

  abstract void setResponseHeader(String name, String value);

  /// 0 until there is one.
  abstract int status();

  /// The id under which the caller follows its request over services; null where it has none.
  @Nullable String correlationId() {
    if (!correlationIdRead) {
      String id = header("x-correlation-id");
      correlationId = id == null ? header("x-request-id") : id;
      correlationIdRead = true;
    }
    return correlationId;
  }

  @Nullable String header(String name) {
    List<String> values = requestHeader(name);
    return values.isEmpty() ? null : values.get(0);
  }
}
