package dev.clew.instrumentation.http;

import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Instrumentations;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
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
  private final ServerAttributes own;
  private volatile @Nullable Instrumenter<ServerExchange, ServerExchange> instrumenter;

  ServerSpans(HttpTracing options) {
    this.options = options;
    own = new ServerAttributes(options);
  }

  HttpTracing options() {
    return options;
  }

  /// A request under way.
  ///
  /// @param instrumenter ends its span; null where another instrumentation has made the span, and
  ///     will end it
  record Started(
      @Nullable Instrumenter<ServerExchange, ServerExchange> instrumenter,
      ServerExchange exchange,
      Context context) {}

  /// Begins a request's span, or joins the one that an agent or a framework has made, and prepares
  /// the answer's headers; null where it is to have no span: the path is ignored, or tracing is not
  /// initialised.
  @Nullable Started start(ServerExchange exchange) {
    try {
      return begin(exchange);
    } catch (RuntimeException e) {
      Instrumentations.failed("beginning the span of a request", e);
      return null;
    }
  }

  private @Nullable Started begin(ServerExchange exchange) {
    Instrumenter<ServerExchange, ServerExchange> spans = instrumenter();
    Context parent = Context.current();
    if (spans == null || options.ignores(exchange.path())) {
      return null;
    }
    if (!OtherSpans.cover(parent, SpanKind.SERVER) && spans.shouldStart(parent, exchange)) {
      Context context = spans.start(parent, exchange);
      prepareAnswer(exchange, context);
      return new Started(spans, exchange, context);
    }
    SpanContext current = Span.fromContext(parent).getSpanContext();
    if (!current.isValid() || current.isRemote()) {
      return null;
    }
    AttributesBuilder attributes = Attributes.builder();
    own.onStart(attributes, parent, exchange);
    Span.fromContext(parent).setAllAttributes(attributes.build());
    prepareAnswer(exchange, parent);
    return new Started(null, exchange, parent);
  }

  private static void prepareAnswer(ServerExchange exchange, Context context) {
    W3CTraceContextPropagator.getInstance()
        .inject(context, exchange, (answer, name, value) -> set(answer, name, value));
    String correlation = exchange.correlationId();
    if (correlation != null) {
      exchange.setResponseHeader("x-correlation-id", correlation);
    }
    if (isPreflight(exchange)) {
      exchange.setResponseHeader("access-control-allow-headers", TRACE_HEADERS);
    }
  }

  /// Records an error that is answered here, so that whoever made the span never sees it.
  void answered(Started request, Throwable error) {
    if (request.instrumenter() == null) {
      Span span = Span.fromContext(request.context());
      span.recordException(error);
      span.setStatus(StatusCode.ERROR, error.getMessage() == null ? "" : error.getMessage());
    }
  }

  /// Ends it with what the exchange has become.
  void end(Started request, @Nullable Throwable error) {
    try {
      finish(request, error);
    } catch (RuntimeException e) {
      Instrumentations.failed("ending the span of a request", e);
    }
  }

  private void finish(Started request, @Nullable Throwable error) {
    if (options.hasResponseSpan() && request.exchange().status() != 0) {
      try (Scope scope = request.context().makeCurrent()) {
        ClewSpan response = Tracing.createSpan(nameOf(request.exchange().status()));
        response.end();
      }
    }
    Instrumenter<ServerExchange, ServerExchange> spans = request.instrumenter();
    if (spans != null) {
      spans.end(request.context(), request.exchange(), request.exchange(), error);
    } else {
      AttributesBuilder attributes = Attributes.builder();
      own.describe(attributes, error);
      Span.fromContext(request.context()).setAllAttributes(attributes.build());
    }
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
