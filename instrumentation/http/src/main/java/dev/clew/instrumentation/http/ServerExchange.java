package dev.clew.instrumentation.http;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that a server answers, whatever server it is.
interface ServerExchange {
  String method();

  String scheme();

  String path();

  /// Without the question mark; null where there is none.
  @Nullable String query();

  /// Null where it is known only later, or never.
  @Nullable String route();

  /// As `1.1`.
  String protocolVersion();

  @Nullable InetSocketAddress peer();

  List<String> requestHeader(String name);

  Iterable<String> requestHeaderNames();

  List<String> responseHeader(String name);

  void setResponseHeader(String name, String value);

  /// 0 until there is one.
  int status();

  default @Nullable String header(String name) {
    List<String> values = requestHeader(name);
    return values.isEmpty() ? null : values.get(0);
  }
}
