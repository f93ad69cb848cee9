package dev.clew.instrumentation.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// A call of a client with the headers that tracing adds to it.
final class ClientCall {
  private final HttpRequest request;
  private final Map<String, String> added = new LinkedHashMap<>();

  ClientCall(HttpRequest request) {
    this.request = request;
  }

  HttpRequest request() {
    return request;
  }

  URI uri() {
    return request.uri();
  }

  /// Host and port, the port only where it is not the scheme's own.
  String host() {
    return uri().getHost() + (uri().getPort() == -1 ? "" : ":" + uri().getPort());
  }

  void add(String header, String value) {
    added.put(header, value);
  }

  /// The request as it goes out; a header that the application has set itself is replaced.
  HttpRequest traced() {
    if (added.isEmpty()) {
      return request;
    }
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(
            request, (name, value) -> added.keySet().stream().noneMatch(name::equalsIgnoreCase));
    added.forEach(builder::setHeader);
    return builder.build();
  }
}
