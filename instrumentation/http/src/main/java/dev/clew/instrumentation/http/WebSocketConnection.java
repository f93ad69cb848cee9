package dev.clew.instrumentation.http;

import dev.clew.instrumentation.Call;
import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.ClewTracer;
import dev.clew.instrumentation.Run;
import dev.clew.instrumentation.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The spans of one WebSocket connection. A client of the JDK makes them by itself, see {@link
/// TracingHttpClient}; an endpoint of a server is to call this.
///
/// ```java
/// @OnOpen
/// public void open(Session session, EndpointConfig config) {
///   traced = WebSocketConnection.accept("/progress", headersOf(config));
/// }
///
/// @OnMessage
/// public void message(String text) {
///   traced.received(text.length(), () -> handle(text));
/// }
///
/// @OnClose
/// public void close(CloseReason reason) {
///   traced.closed(reason.getCloseCode().getCode());
/// }
/// ```
///
/// A connection may last for days, so it is no span: `websocket.connect` at the client and
/// `websocket.accept` at the server are the handshake, in one trace, and `websocket.close` below
/// them tells how long it lasted. A message sent is `websocket.send` below the current span. A
/// message received is `websocket.receive`, the first span of a trace. Both are linked to the
/// handshake.
public final class WebSocketConnection {
  static final String SCOPE = "dev.clew.instrumentation.http";

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int NORMAL = 1000;
  private static final int GOING_AWAY = 1001;
  private static final int NO_CODE = 1005;

  private final ClewTracer tracer;
  private final Context handshake;
  private final SpanContext link;
  private final long opened = System.nanoTime();
  private final AtomicBoolean closed = new AtomicBoolean();

  WebSocketConnection(ClewTracer tracer, Context handshake) {
    this.tracer = tracer;
    this.handshake = handshake;
    this.link = Span.fromContext(handshake).getSpanContext();
  }

  /// A connection that a server has accepted.
  ///
  /// ```java
  /// WebSocketConnection traced = WebSocketConnection.accept("/progress", headers);
  /// ```
  ///
  /// @param path or the pattern of paths that the endpoint serves
  /// @param headers of the request that asked for it, texts or lists of texts, in any case
  public static WebSocketConnection accept(String path, Map<String, ?> headers) {
    ClewTracer tracer = Tracing.tracer(SCOPE);
    ClewSpan span =
        tracer
            .createSpanFromRequest(
                "websocket.accept", headers, "operation.type", "websocket", "http.route", path)
            .span();
    span.end();
    return new WebSocketConnection(tracer, span.context());
  }

  /// Handles a message that came in, in a span of its own.
  ///
  /// ```java
  /// Reply reply = traced.received(text.length(), () -> answer(text));
  /// ```
  ///
  /// @param size of the message, in bytes or for text in UTF-16 units
  public <T extends @Nullable Object, E extends Exception> T received(long size, Call<T, E> handler)
      throws E {
    try (Scope none = Context.root().makeCurrent()) {
      return message("websocket.receive", "consumer", size, handler);
    }
  }

  /// Handles a message that came in, where that returns nothing.
  ///
  /// ```java
  /// traced.received(text.length(), () -> handle(text));
  /// ```
  public <E extends Exception> void received(long size, Run<E> handler) throws E {
    received(size, asCall(handler));
  }

  /// Sends a message in a span; a `CompletionStage` that the sender returns ends it.
  ///
  /// ```java
  /// Future<Void> sent = traced.sent(text.length(), () -> remote.sendText(text));
  /// ```
  public <T extends @Nullable Object, E extends Exception> T sent(long size, Call<T, E> sender)
      throws E {
    return message("websocket.send", "producer", size, sender);
  }

  /// Sends a message in a span, where that returns nothing.
  ///
  /// ```java
  /// traced.sent(text.length(), () -> session.getBasicRemote().sendText(text));
  /// ```
  public <E extends Exception> void sent(long size, Run<E> sender) throws E {
    sent(size, asCall(sender));
  }

  /// Tells that the connection is closed. The first end counts.
  ///
  /// ```java
  /// traced.closed(1000);
  /// ```
  ///
  /// @param code of RFC 6455, section 7.4; an error, unless it is 1000, 1001 or 1005
  public void closed(int code) {
    if (closed.compareAndSet(false, true)) {
      ClewSpan span = closing().setAttribute("websocket.close.code", code);
      if (code != NORMAL && code != GOING_AWAY && code != NO_CODE) {
        span.setStatus(StatusCode.ERROR).setAttribute("error.type", Integer.toString(code));
      }
      span.end();
    }
  }

  /// Tells that the connection broke. The first end counts.
  ///
  /// ```java
  /// traced.failed(error);
  /// ```
  public void failed(Throwable error) {
    if (closed.compareAndSet(false, true)) {
      closing().recordSpanError(error).end();
    }
  }

  private ClewSpan closing() {
    return tracer.createSpan(
        "websocket.close",
        handshake,
        "operation.type",
        "websocket",
        "websocket.duration_seconds",
        (System.nanoTime() - opened) / NANOS_PER_SECOND);
  }

  private <T extends @Nullable Object, E extends Exception> T message(
      String name, String kind, long size, Call<T, E> body) throws E {
    return tracer.withSpan(
        name,
        () -> {
          Span.current().addLink(link);
          return body.call();
        },
        "span.kind",
        kind,
        "operation.type",
        "websocket",
        "websocket.message.size",
        size);
  }

  private static <E extends Exception> Call<@Nullable Object, E> asCall(Run<E> body) {
    return () -> {
      body.run();
      return null;
    };
  }
}
