package dev.clew.instrumentation.http;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A listener of the application's whose calls about messages are made in spans of their own.
final class TracedListener implements WebSocket.Listener {
  private final WebSocket.Listener listener;
  private final WebSocketConnection spans;
  private @Nullable WebSocket traced;

  TracedListener(WebSocket.Listener listener, WebSocketConnection spans) {
    this.listener = listener;
    this.spans = spans;
  }

  /// The application's view of a connection: always the same object.
  synchronized WebSocket traced(WebSocket socket) {
    if (traced == null) {
      traced = new TracedWebSocket(socket, spans);
    }
    return traced;
  }

  @Override
  public void onOpen(WebSocket socket) {
    listener.onOpen(traced(socket));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    return spans.<@Nullable CompletionStage<?>, RuntimeException>received(
        data.length(), () -> listener.onText(traced(socket), data, last));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    return spans.<@Nullable CompletionStage<?>, RuntimeException>received(
        data.remaining(), () -> listener.onBinary(traced(socket), data, last));
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    return listener.onPing(traced(socket), message);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    return listener.onPong(traced(socket), message);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
    spans.closed(statusCode);
    return listener.onClose(traced(socket), statusCode, reason);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    spans.failed(error);
    listener.onError(traced(socket), error);
  }
}
