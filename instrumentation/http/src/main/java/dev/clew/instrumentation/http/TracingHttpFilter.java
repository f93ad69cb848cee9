package dev.clew.instrumentation.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a span of every request to the JDK's `HttpServer`.
///
/// ```java
/// HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
/// server.createContext("/orders", handler).getFilters().add(new TracingHttpFilter());
/// ```
///
/// It is the first filter of its context. The answer carries `traceparent`, and `x-correlation-id`
/// where the request names one in `x-correlation-id` or `x-request-id`.
public final class TracingHttpFilter extends Filter {
  private final ServerSpans spans;

  /// With everything as it is by default.
  ///
  /// ```java
  /// context.getFilters().add(new TracingHttpFilter());
  /// ```
  public TracingHttpFilter() {
    this(HttpTracing.create());
  }

  /// With choices.
  ///
  /// ```java
  /// new TracingHttpFilter(HttpTracing.builder().ignoredPaths("/ready").build());
  /// ```
  public TracingHttpFilter(HttpTracing options) {
    spans = new ServerSpans(options);
  }

  /// A filter with a span of its own, `middleware.<name>`, from its start until it passes the
  /// request on or answers it.
  ///
  /// ```java
  /// context.getFilters().add(TracingHttpFilter.middleware("auth", authFilter));
  /// ```
  public static Filter middleware(String name, Filter filter) {
    return new Middleware(name, filter);
  }

  @Override
  public String description() {
    return "makes a span of every request";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    JdkExchange adapted = new JdkExchange(exchange);
    ServerSpans.Started request = spans.start(adapted);
    if (request == null) {
      chain.doFilter(exchange);
      return;
    }
    Throwable failure = null;
    try (Scope scope = request.context().makeCurrent()) {
      chain.doFilter(exchange);
    } catch (Throwable e) {
      failure = e;
      if (!answer(exchange, e)) {
        throw e;
      }
      spans.answered(request, e);
    } finally {
      spans.end(request, failure);
    }
  }

  /// Whether the failure is answered.
  private boolean answer(HttpExchange exchange, Throwable failure) throws IOException {
    ErrorAnswer answer =
        exchange.getResponseCode() != -1 ? null : spans.options().answerTo(failure);
    if (answer == null) {
      return false;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    return true;
  }

  private static final class Middleware extends Filter {
    private final String name;
    private final Filter filter;

    private Middleware(String name, Filter filter) {
      this.name = name;
      this.filter = filter;
    }

    @Override
    public String description() {
      return filter.description();
    }

    @Override
    public void doFilter(HttpExchange exchange, @Nullable Chain chain) throws IOException {
      ClewSpan span = Tracing.openSpan("middleware." + name, "layer.type", "middleware");
      try {
        Chain next =
            new Chain(
                List.of(),
                passed -> {
                  span.end();
                  if (chain != null) {
                    chain.doFilter(passed);
                  }
                });
        filter.doFilter(exchange, next);
      } catch (Throwable e) {
        span.recordSpanError(e);
        throw e;
      } finally {
        span.end();
      }
    }
  }
}
