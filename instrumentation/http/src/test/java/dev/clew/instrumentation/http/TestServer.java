package dev.clew.instrumentation.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// A server under test, whatever it is made of. Its handlers are:
///
/// - `/auth/login` answers `ok`
/// - `/api/orders/*` says that its route is `/api/orders/{id}`, and works in a span `work`
/// - `/fail` throws `IllegalStateException("no stock")`
/// - `/broken` answers 503
/// - `/health` answers `healthy`
/// - `/chain` goes through two middlewares, `auth` and `rateLimit`, to a handler with a span `work`
interface TestServer extends AutoCloseable {
  int port();

  @Override
  void close() throws Exception;

  /// Calls it without tracing.
  ///
  /// @param headers names and values in turn
  default HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return call("GET", path, null, headers);
  }

  default HttpResponse<String> call(
      String method, String path, @Nullable String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
