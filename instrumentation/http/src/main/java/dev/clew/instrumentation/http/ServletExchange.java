package dev.clew.instrumentation.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request of a servlet container.
final class ServletExchange extends ServerExchange {
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  ServletExchange(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String scheme() {
    return request.getScheme();
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public @Nullable String query() {
    return request.getQueryString();
  }

  /// The pattern that the servlet was registered for; the default servlet's says nothing.
  @Override
  public @Nullable String route() {
    String pattern = request.getHttpServletMapping().getPattern();
    return pattern == null || pattern.isEmpty() || pattern.equals("/") || pattern.equals("/*")
        ? null
        : request.getContextPath() + pattern;
  }

  @Override
  public String protocolVersion() {
    return request.getProtocol().replace("HTTP/", "");
  }

  @Override
  public InetSocketAddress peer() {
    return InetSocketAddress.createUnresolved(request.getRemoteAddr(), request.getRemotePort());
  }

  @Override
  public List<String> requestHeader(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public Iterable<String> requestHeaderNames() {
    return Collections.list(request.getHeaderNames());
  }

  @Override
  public List<String> responseHeader(String name) {
    return List.copyOf(response.getHeaders(name));
  }

  @Override
  public void setResponseHeader(String name, String value) {
    response.setHeader(name, value);
  }

  @Override
  public int status() {
    return response.getStatus();
  }
}
