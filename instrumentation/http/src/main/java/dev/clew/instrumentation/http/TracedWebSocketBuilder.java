package dev.clew.instrumentation.http;

import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Opens connections whose handshake and messages make spans.
final class TracedWebSocketBuilder implements WebSocket.Builder {
  private final HttpClient client;
  private final @Nullable OpenTelemetry openTelemetry;

  /// What the application chose, to be repeated for every connection: each has headers of its own.
  private final List<Consumer<WebSocket.Builder>> choices = new ArrayList<>();

  TracedWebSocketBuilder(HttpClient client, @Nullable OpenTelemetry openTelemetry) {
    this.client = client;
    this.openTelemetry = openTelemetry;
  }

  @Override
  public WebSocket.Builder header(String name, String value) {
    choices.add(builder -> builder.header(name, value));
    return this;
  }

  @Override
  public WebSocket.Builder connectTimeout(Duration timeout) {
    choices.add(builder -> builder.connectTimeout(timeout));
    return this;
  }

  @Override
  public WebSocket.Builder subprotocols(String mostPreferred, String... lesserPreferred) {
    choices.add(builder -> builder.subprotocols(mostPreferred, lesserPreferred));
    return this;
  }

  @Override
  public CompletableFuture<WebSocket> buildAsync(URI uri, WebSocket.Listener listener) {
    ClewTracer tracer =
        openTelemetry == null
            ? Tracing.tracer(WebSocketConnection.SCOPE)
            : ClewTracer.create(openTelemetry, WebSocketConnection.SCOPE);
    ClewSpan span =
        tracer.createSpan(
            "websocket.connect",
            "span.kind",
            "client",
            "operation.type",
            "websocket",
            "server.address",
            uri.getHost(),
            "server.port",
            uri.getPort() == -1 ? null : uri.getPort(),
            "url.path",
            uri.getPath());
    try (Scope current = span.context().makeCurrent()) {
      WebSocket.Builder builder = client.newWebSocketBuilder();
      choices.forEach(choice -> choice.accept(builder));
      tracer.getTraceContext().forEach(builder::header);
      TracedListener traced =
          new TracedListener(listener, new WebSocketConnection(tracer, span.context()));
      return builder
          .buildAsync(uri, traced)
          .whenComplete(
              (socket, error) -> {
                if (error != null) {
                  span.recordSpanError(error);
                }
                span.end();
              })
          .thenApply(traced::traced);
    } catch (Throwable e) {
      span.recordSpanError(e).end();
      throw e;
    }
  }
}
