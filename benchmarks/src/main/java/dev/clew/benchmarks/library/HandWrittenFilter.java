package dev.clew.benchmarks.library;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerMetrics;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanNameExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanStatusExtractor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one writes who traces the JDK's server with OpenTelemetry's `Instrumenter` alone.
final class HandWrittenFilter extends Filter {
  private final Instrumenter<HttpExchange, HttpExchange> instrumenter;

  HandWrittenFilter(OpenTelemetry openTelemetry) {
    Getter getter = new Getter();
    instrumenter =
        Instrumenter.<HttpExchange, HttpExchange>builder(
                openTelemetry, "by-hand", HttpSpanNameExtractor.create(getter))
            .addAttributesExtractor(HttpServerAttributesExtractor.create(getter))
            .setSpanStatusExtractor(HttpSpanStatusExtractor.create(getter))
            .addContextCustomizer(HttpServerRoute.create(getter))
            .addOperationMetrics(HttpServerMetrics.get())
            .buildServerInstrumenter(getter);
  }

  @Override
  public String description() {
    return "makes a span of every request";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Context parent = Context.current();
    if (!instrumenter.shouldStart(parent, exchange)) {
      chain.doFilter(exchange);
      return;
    }
    Context context = instrumenter.start(parent, exchange);
    W3CTraceContextPropagator.getInstance()
        .inject(
            context,
            exchange,
            (answer, key, value) ->
                Objects.requireNonNull(answer).getResponseHeaders().set(key, value));
    try (Scope scope = context.makeCurrent()) {
      chain.doFilter(exchange);
    } catch (Throwable e) {
      instrumenter.end(context, exchange, exchange, e);
      throw e;
    }
    instrumenter.end(context, exchange, exchange, null);
  }

  private static final class Getter
      implements HttpServerAttributesGetter<HttpExchange, HttpExchange>,
          TextMapGetter<HttpExchange> {
    @Override
    public String getHttpRequestMethod(HttpExchange request) {
      return request.getRequestMethod();
    }

    @Override
    public List<String> getHttpRequestHeader(HttpExchange request, String name) {
      return request.getRequestHeaders().getOrDefault(name, List.of());
    }

    @Override
    public Integer getHttpResponseStatusCode(
        HttpExchange request, HttpExchange response, @Nullable Throwable error) {
      return response.getResponseCode();
    }

    @Override
    public List<String> getHttpResponseHeader(
        HttpExchange request, HttpExchange response, String name) {
      return response.getResponseHeaders().getOrDefault(name, List.of());
    }

    @Override
    public String getUrlScheme(HttpExchange request) {
      return "http";
    }

    @Override
    public String getUrlPath(HttpExchange request) {
      return request.getRequestURI().getPath();
    }

    @Override
    public @Nullable String getUrlQuery(HttpExchange request) {
      return request.getRequestURI().getRawQuery();
    }

    @Override
    public String getHttpRoute(HttpExchange request) {
      return request.getHttpContext().getPath();
    }

    @Override
    public String getNetworkProtocolName(HttpExchange request, @Nullable HttpExchange response) {
      return "http";
    }

    @Override
    public String getNetworkProtocolVersion(HttpExchange request, @Nullable HttpExchange response) {
      return request.getProtocol().replace("HTTP/", "");
    }

    @Override
    public InetSocketAddress getNetworkPeerInetSocketAddress(
        HttpExchange request, @Nullable HttpExchange response) {
      return request.getRemoteAddress();
    }

    @Override
    public Iterable<String> keys(HttpExchange request) {
      return request.getRequestHeaders().keySet();
    }

    @Override
    public @Nullable String get(@Nullable HttpExchange request, String key) {
      return request == null ? null : request.getRequestHeaders().getFirst(key);
    }
  }
}
