package dev.clew.instrumentation.http;

import dev.clew.instrumentation.Instrumentations;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.api.instrumenter.Instrumenter;
import io.opentelemetry.instrumentation.api.semconv.http.HttpClientAttributesExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpClientMetrics;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanStatusExtractor;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// A client of the JDK that makes a span of every call and sends the trace context with it.
///
/// ```java
/// HttpClient client = TracingHttpClient.wrap(HttpClient.newHttpClient());
/// HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
/// ```
public final class TracingHttpClient extends HttpClient {
  private final HttpClient client;
  private final HttpTracing options;
  private volatile @Nullable Instrumenter<ClientCall, HttpResponse<?>> instrumenter;

  private TracingHttpClient(HttpClient client, HttpTracing options) {
    this.client = client;
    this.options = options;
  }

  /// A client with everything as it is by default.
  ///
  /// ```java
  /// HttpClient client = TracingHttpClient.wrap(HttpClient.newHttpClient());
  /// ```
  public static HttpClient wrap(HttpClient client) {
    return wrap(client, HttpTracing.create());
  }

  /// A client with choices.
  ///
  /// ```java
  /// HttpTracing dotted = HttpTracing.builder().clientNames(HttpSpanNames.DOTTED).build();
  /// HttpClient client = TracingHttpClient.wrap(HttpClient.newHttpClient(), dotted);
  /// ```
  public static HttpClient wrap(HttpClient client, HttpTracing options) {
    return new TracingHttpClient(client, options);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    ClientCall call = new ClientCall(request);
    Context context = start(call);
    if (context == null) {
      return client.send(call.traced(), handler);
    }
    HttpResponse<T> response = null;
    Throwable failure = null;
    try (Scope scope = context.makeCurrent()) {
      response = client.send(call.traced(), handler);
      return response;
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      end(context, call, response, failure);
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return traced(request, traced -> client.sendAsync(traced, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
    return traced(request, traced -> client.sendAsync(traced, handler, pushes));
  }

  private <T> CompletableFuture<HttpResponse<T>> traced(
      HttpRequest request, Function<HttpRequest, CompletableFuture<HttpResponse<T>>> send) {
    ClientCall call = new ClientCall(request);
    Context context = start(call);
    if (context == null) {
      return send.apply(call.traced());
    }
    try (Scope scope = context.makeCurrent()) {
      return send.apply(call.traced())
          .whenComplete((response, error) -> end(context, call, response, unwrapped(error)));
    } catch (Throwable e) {
      end(context, call, null, e);
      throw e;
    }
  }

  /// Starts a call's span, and adds the trace context to the request.
  ///
  /// @return null where it is to have no span, or another instrumentation has made one
  private @Nullable Context start(ClientCall call) {
    try {
      Instrumenter<ClientCall, HttpResponse<?>> spans = instrumenter();
      Context parent = Context.current();
      if (spans == null || !spans.shouldStart(parent, call)) {
        return null;
      }
      if (OtherSpans.cover(parent, SpanKind.CLIENT)) {
        inject(parent, call);
        return null;
      }
      return spans.start(parent, call);
    } catch (RuntimeException e) {
      Instrumentations.failed("beginning the span of an HTTP call", e);
      return null;
    }
  }

  private void end(
      Context context,
      ClientCall call,
      @Nullable HttpResponse<?> response,
      @Nullable Throwable error) {
    Instrumenter<ClientCall, HttpResponse<?>> spans = instrumenter;
    if (spans == null) {
      return;
    }
    try {
      spans.end(context, call, response, error);
    } catch (RuntimeException e) {
      Instrumentations.failed("ending the span of an HTTP call", e);
    }
  }

  private void inject(Context parent, ClientCall call) {
    OpenTelemetry openTelemetry = options.openTelemetry();
    if (openTelemetry != null) {
      openTelemetry
          .getPropagators()
          .getTextMapPropagator()
          .inject(parent, call, TracingHttpClient::add);
    }
  }

  private static void add(@Nullable ClientCall call, String name, String value) {
    if (call != null) {
      call.add(name, value);
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private @Nullable Instrumenter<ClientCall, HttpResponse<?>> instrumenter() {
    Instrumenter<ClientCall, HttpResponse<?>> known = instrumenter;
    if (known != null) {
      return known;
    }
    OpenTelemetry openTelemetry = options.openTelemetry();
    if (openTelemetry == null) {
      return null;
    }
    ClientGetter getter = ClientGetter.INSTANCE;
    Instrumenter<ClientCall, HttpResponse<?>> made =
        Instrumenter.<ClientCall, HttpResponse<?>>builder(
                openTelemetry,
                "dev.clew.instrumentation.http",
                call ->
                    options.clientName(call.request().method(), call.host(), call.uri().getPath()))
            .addAttributesExtractor(
                HttpClientAttributesExtractor.builder(getter)
                    .setRequestHeaders(options.requestHeaders())
                    .setResponseHeaders(options.responseHeaders())
                    .build())
            .setSpanStatusExtractor(HttpSpanStatusExtractor.create(getter))
            .addOperationMetrics(HttpClientMetrics.get())
            .setEnabled(Instrumentations.isEnabled("http"))
            .buildClientInstrumenter(TracingHttpClient::add);
    instrumenter = made;
    return made;
  }

  /// Connections whose handshake, messages and end make spans, as {@link WebSocketConnection} says;
  /// the listener is called for a message in the context of its span.
  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return new TracedWebSocketBuilder(client, options.openTelemetry());
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
