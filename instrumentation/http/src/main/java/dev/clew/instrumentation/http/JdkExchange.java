package dev.clew.instrumentation.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request of the JDK's server.
final class JdkExchange extends ServerExchange {
  private final HttpExchange exchange;

  JdkExchange(HttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public String method() {
    return exchange.getRequestMethod();
  }

  @Override
  public String scheme() {
    return exchange instanceof HttpsExchange ? "https" : "http";
  }

  @Override
  public String path() {
    return exchange.getRequestURI().getPath();
  }

  @Override
  public @Nullable String query() {
    return exchange.getRequestURI().getRawQuery();
  }

  /// The path that the handler was registered for; the catch-all says nothing.
  @Override
  public @Nullable String route() {
    String registered = exchange.getHttpContext().getPath();
    return registered.equals("/") && !path().equals("/") ? null : registered;
  }

  @Override
  public String protocolVersion() {
    return exchange.getProtocol().replace("HTTP/", "");
  }

  @Override
  public @Nullable InetSocketAddress peer() {
    return exchange.getRemoteAddress();
  }

  @Override
  public List<String> requestHeader(String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of());
  }

  @Override
  public Iterable<String> requestHeaderNames() {
    return exchange.getRequestHeaders().keySet();
  }

  @Override
  public List<String> responseHeader(String name) {
    return exchange.getResponseHeaders().getOrDefault(name, List.of());
  }

  @Override
  public void setResponseHeader(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  @Override
  public int status() {
    return Math.max(exchange.getResponseCode(), 0);
  }
}
