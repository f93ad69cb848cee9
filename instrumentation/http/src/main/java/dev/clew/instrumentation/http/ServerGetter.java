package dev.clew.instrumentation.http;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What OpenTelemetry's extractors ask of a request.
enum ServerGetter
    implements
        HttpServerAttributesGetter<ServerExchange, ServerExchange>, TextMapGetter<ServerExchange> {
  INSTANCE;

  @Override
  public String getHttpRequestMethod(ServerExchange request) {
    return request.method();
  }

  @Override
  public List<String> getHttpRequestHeader(ServerExchange request, String name) {
    return request.requestHeader(name);
  }

  @Override
  public @Nullable Integer getHttpResponseStatusCode(
      ServerExchange request, ServerExchange response, @Nullable Throwable error) {
    int status = response.status();
    if (error != null && status < 400) {
      return 500; // what the server will make of it
    }
    return status == 0 ? null : (Integer) status;
  }

  @Override
  public List<String> getHttpResponseHeader(
      ServerExchange request, ServerExchange response, String name) {
    return response.responseHeader(name);
  }

  @Override
  public String getUrlScheme(ServerExchange request) {
    return request.scheme();
  }

  @Override
  public String getUrlPath(ServerExchange request) {
    return request.path();
  }

  @Override
  public @Nullable String getUrlQuery(ServerExchange request) {
    return Queries.redacted(request.query());
  }

  @Override
  public @Nullable String getHttpRoute(ServerExchange request) {
    return request.route();
  }

  @Override
  public String getNetworkProtocolName(ServerExchange request, @Nullable ServerExchange response) {
    return "http";
  }

  @Override
  public String getNetworkProtocolVersion(
      ServerExchange request, @Nullable ServerExchange response) {
    return request.protocolVersion();
  }

  @Override
  public @Nullable InetSocketAddress getNetworkPeerInetSocketAddress(
      ServerExchange request, @Nullable ServerExchange response) {
    return request.peer();
  }

  @Override
  public Iterable<String> keys(ServerExchange request) {
    return request.requestHeaderNames();
  }

  @Override
  public @Nullable String get(@Nullable ServerExchange request, String key) {
    return request == null ? null : request.header(key);
  }
}
