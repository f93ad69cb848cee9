package dev.clew.instrumentation.http;

import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Instrumentations;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.instrumenter.SpanStatusExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerMetrics;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanStatusExtractor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Begins and ends the spans of a server's requests.
final class ServerSpans {
  private static final String SCOPE = "dev.clew.instrumentation.http";
  private static final String TRACE_HEADERS = "traceparent, tracestate, baggage";

  private final HttpTracing options;
  private volatile @Nullable Instrumenter<ServerExchange, ServerExchange> instrumenter;

  ServerSpans(HttpTracing options) {
    this.options = options;
  }

  HttpTracing options() {
    return options;
  }

  /// A request under way.
  record Started(
      Instrumenter<ServerExchange, ServerExchange> instrumenter,
      ServerExchange exchange,
      Context context) {}

  /// Begins a request's span and prepares the answer's headers; null where it is to have no span:
  /// the path is ignored, tracing is not initialised, or another instrumentation has made one.
  @Nullable Started start(ServerExchange exchange) {
    Instrumenter<ServerExchange, ServerExchange> spans = instrumenter();
    Context parent = Context.current();
    if (spans == null || options.ignores(exchange.path()) || !spans.shouldStart(parent, exchange)) {
      return null;
    }
    Context context = spans.start(parent, exchange);
    W3CTraceContextPropagator.getInstance()
        .inject(context, exchange, (answer, name, value) -> set(answer, name, value));
    String correlation = exchange.correlationId();
    if (correlation != null) {
      exchange.setResponseHeader("x-correlation-id", correlation);
    }
    if (isPreflight(exchange)) {
      exchange.setResponseHeader("access-control-allow-headers", TRACE_HEADERS);
    }
    return new Started(spans, exchange, context);
  }

  /// Ends it with what the exchange has become.
  void end(Started request, @Nullable Throwable error) {
    if (options.hasResponseSpan() && request.exchange().status() != 0) {
      try (Scope scope = request.context().makeCurrent()) {
        ClewSpan response = Tracing.createSpan(nameOf(request.exchange().status()));
        response.end();
      }
    }
    request.instrumenter().end(request.context(), request.exchange(), request.exchange(), error);
  }

  private static void set(@Nullable ServerExchange answer, String name, String value) {
    if (answer != null) {
      answer.setResponseHeader(name, value);
    }
  }

  private static boolean isPreflight(ServerExchange exchange) {
    return exchange.method().equals("OPTIONS")
        && exchange.header("access-control-request-method") != null;
  }

  private static String nameOf(int status) {
    String phrase =
        switch (status) {
          case 200 -> " OK";
          case 201 -> " Created";
          case 202 -> " Accepted";
          case 204 -> " No Content";
          case 400 -> " Bad Request";
          case 401 -> " Unauthorized";
          case 403 -> " Forbidden";
          case 404 -> " Not Found";
          case 429 -> " Too Many Requests";
          case 500 -> " Internal Server Error";
          case 503 -> " Service Unavailable";
          default -> "";
        };
    return "response (" + status + phrase + ")";
  }

  private @Nullable Instrumenter<ServerExchange, ServerExchange> instrumenter() {
    Instrumenter<ServerExchange, ServerExchange> known = instrumenter;
    if (known != null) {
      return known;
    }
    OpenTelemetry openTelemetry = options.openTelemetry();
    if (openTelemetry == null) {
      return null;
    }
    Instrumenter<ServerExchange, ServerExchange> made = make(openTelemetry);
    instrumenter = made;
    return made;
  }

  private Instrumenter<ServerExchange, ServerExchange> make(OpenTelemetry openTelemetry) {
    ServerGetter getter = ServerGetter.INSTANCE;
    ServerAttributes own = new ServerAttributes(options);
    SpanStatusExtractor<ServerExchange, ServerExchange> byStatus =
        HttpSpanStatusExtractor.create(getter);
    return Instrumenter.<ServerExchange, ServerExchange>builder(
            openTelemetry, SCOPE, request -> own.nameOf(request, request.route()))
        .addAttributesExtractors(
            List.of(
                HttpServerAttributesExtractor.builder(getter)
                    .setRequestHeaders(options.requestHeaders())
                    .setResponseHeaders(options.responseHeaders())
                    .build(),
                own))
        .setSpanStatusExtractor(
            (status, request, response, error) -> {
              if (error != null && error.getMessage() != null) {
                status.setStatus(StatusCode.ERROR, error.getMessage());
              } else {
                byStatus.extract(status, request, response, error);
              }
            })
        .addContextCustomizer(HttpServerRoute.create(getter))
        .addOperationMetrics(HttpServerMetrics.get())
        .setEnabled(Instrumentations.isEnabled("http"))
        .buildServerInstrumenter(getter);
  }
}
