package dev.clew.instrumentation.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How HTTP spans are named.
///
/// ```java
/// HttpTracing.builder().serverNames(HttpSpanNames.HTTP_METHOD_ROUTE).build();
/// ```
///
/// A good name is one of few: those that contain a path say so, and are for those who want them.
@FunctionalInterface
public interface HttpSpanNames {
  /// `GET /auth/login`, or `GET` where no route is known; the default.
  HttpSpanNames METHOD_ROUTE =
      (method, route, host, path) -> route == null ? method : method + " " + route;

  /// `HTTP GET /auth/login`.
  HttpSpanNames HTTP_METHOD_ROUTE =
      (method, route, host, path) -> "HTTP " + METHOD_ROUTE.name(method, route, host, path);

  /// `http-request`.
  HttpSpanNames VERB_OBJECT = (method, route, host, path) -> "http-request";

  /// `http.get.user-service`, after the host's first label.
  HttpSpanNames DOTTED =
      (method, route, host, path) ->
          "http." + method.toLowerCase(Locale.ROOT) + "." + host.split("[.:]", 2)[0];

  /// `HTTP GET blueprint-service:3001/validate`; contains the path.
  HttpSpanNames HTTP_METHOD_HOST_PATH =
      (method, route, host, path) -> "HTTP " + method + " " + host + path;

  /// One name for all spans, as `model-download`, for a client that does one thing.
  ///
  /// ```java
  /// HttpTracing.builder().clientNames(HttpSpanNames.always("model-download")).build();
  /// ```
  static HttpSpanNames always(String name) {
    return (method, route, host, path) -> name;
  }

  /// The name of one span.
  ///
  /// ```java
  /// HttpSpanNames.METHOD_ROUTE.name("GET", "/a/{id}", "shop", "/a/7"); // "GET /a/{id}"
  /// ```
  ///
  /// @param route null where none is known, as for a client
  /// @param host with its port where that is not the scheme's own
  String name(String method, @Nullable String route, String host, String path);
}
