package dev.clew.instrumentation.http;

import dev.clew.instrumentation.Tracing;
import io.opentelemetry.instrumentation.api.semconv.http.HttpClientAttributesGetter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What OpenTelemetry's extractors ask of a client's call.
enum ClientGetter implements HttpClientAttributesGetter<ClientCall, HttpResponse<?>> {
  INSTANCE;

  @Override
  public String getHttpRequestMethod(ClientCall call) {
    return call.request().method();
  }

  @Override
  public List<String> getHttpRequestHeader(ClientCall call, String name) {
    return call.request().headers().allValues(name);
  }

  @Override
  public Integer getHttpResponseStatusCode(
      ClientCall call, HttpResponse<?> response, @Nullable Throwable error) {
    return response.statusCode();
  }

  @Override
  public List<String> getHttpResponseHeader(
      ClientCall call, HttpResponse<?> response, String name) {
    return response.headers().allValues(name);
  }

  @Override
  public @Nullable String getErrorType(
      ClientCall call, @Nullable HttpResponse<?> response, @Nullable Throwable error) {
    return error == null ? null : Tracing.classifyError(error);
  }

  /// Without user information, and without the values of secret parameters.
  @Override
  public String getUrlFull(ClientCall call) {
    URI uri = call.uri();
    String query = Queries.redacted(uri.getRawQuery());
    return uri.getScheme()
        + "://"
        + call.host()
        + uri.getRawPath()
        + (query == null ? "" : "?" + query);
  }

  @Override
  public @Nullable String getServerAddress(ClientCall call) {
    return call.uri().getHost();
  }

  @Override
  public Integer getServerPort(ClientCall call) {
    int port = call.uri().getPort();
    return port != -1 ? port : call.uri().getScheme().equals("https") ? 443 : 80;
  }

  @Override
  public @Nullable String getNetworkProtocolVersion(
      ClientCall call, @Nullable HttpResponse<?> response) {
    if (response == null) {
      return null;
    }
    return response.version() == HttpClient.Version.HTTP_2 ? "2" : "1.1";
  }
}
