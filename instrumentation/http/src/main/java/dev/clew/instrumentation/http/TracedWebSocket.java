package dev.clew.instrumentation.http;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/// A connection of the JDK's client whose messages make spans.
final class TracedWebSocket implements WebSocket {
  /// What RFC 6455 calls a connection that ends without a word.
  private static final int ABNORMAL = 1006;

  private final WebSocket socket;
  private final WebSocketConnection spans;

  TracedWebSocket(WebSocket socket, WebSocketConnection spans) {
    this.socket = socket;
    this.spans = spans;
  }

  @Override
  public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
    return spans.sent(data.length(), () -> mine(socket.sendText(data, last)));
  }

  @Override
  public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
    return spans.sent(data.remaining(), () -> mine(socket.sendBinary(data, last)));
  }

  @Override
  public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
    return mine(socket.sendPing(message));
  }

  @Override
  public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
    return mine(socket.sendPong(message));
  }

  @Override
  public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
    return mine(socket.sendClose(statusCode, reason));
  }

  @Override
  public void request(long count) {
    socket.request(count);
  }

  @Override
  public String getSubprotocol() {
    return socket.getSubprotocol();
  }

  @Override
  public boolean isOutputClosed() {
    return socket.isOutputClosed();
  }

  @Override
  public boolean isInputClosed() {
    return socket.isInputClosed();
  }

  @Override
  public void abort() {
    spans.closed(ABNORMAL);
    socket.abort();
  }

  private CompletableFuture<WebSocket> mine(CompletableFuture<WebSocket> sent) {
    return sent.thenApply(same -> this);
  }
}
