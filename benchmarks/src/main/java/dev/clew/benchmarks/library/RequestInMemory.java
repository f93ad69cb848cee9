package dev.clew.benchmarks.library;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that came over no socket, with the headers of an ordinary caller.
final class RequestInMemory extends HttpExchange {
  private static final URI TARGET = URI.create("/api/orders?page=2");
  private static final HttpContext ORDERS = new Orders();
  private static final InetSocketAddress CALLER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
  private static final Headers REQUEST =
      Headers.of(
          Map.of(
              "Host", List.of("localhost:8080"),
              "User-Agent", List.of("curl/8.5.0"),
              "Accept", List.of("*/*"),
              "Traceparent", List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")));

  private final Headers response = new Headers();
  private int status = -1;

  @Override
  public Headers getRequestHeaders() {
    return REQUEST;
  }

  @Override
  public Headers getResponseHeaders() {
    return response;
  }

  @Override
  public URI getRequestURI() {
    return TARGET;
  }

  @Override
  public String getRequestMethod() {
    return "GET";
  }

  @Override
  public HttpContext getHttpContext() {
    return ORDERS;
  }

  @Override
  public void sendResponseHeaders(int code, long length) {
    status = code;
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return CALLER;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return CALLER;
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public InputStream getRequestBody() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream getResponseBody() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public void close() {}

  @Override
  public @Nullable Object getAttribute(String name) {
    return null;
  }

  @Override
  public void setAttribute(String name, Object value) {
    throw new UnsupportedOperationException("no filter here has attributes");
  }

  @Override
  public void setStreams(InputStream in, OutputStream out) {
    throw new UnsupportedOperationException("no filter here has streams");
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }

  private static final class Orders extends HttpContext {
    @Override
    public HttpHandler getHandler() {
      throw new UnsupportedOperationException("the benchmark has it");
    }

    @Override
    public void setHandler(HttpHandler handler) {
      throw new UnsupportedOperationException("the benchmark has it");
    }

    @Override
    public String getPath() {
      return "/api/orders";
    }

    @Override
    public HttpServer getServer() {
      throw new UnsupportedOperationException("there is no server");
    }

    @Override
    public Map<String, Object> getAttributes() {
      return Map.of();
    }

    @Override
    public List<Filter> getFilters() {
      return List.of();
    }

    @Override
    public @Nullable Authenticator setAuthenticator(Authenticator authenticator) {
      return null;
    }

    @Override
    public @Nullable Authenticator getAuthenticator() {
      return null;
    }
  }
}
