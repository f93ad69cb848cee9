package dev.clew.instrumentation.http;

import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Tells how far a job is; public, as its container wants it.
@ServerEndpoint(value = "/progress", configurator = ProgressEndpoint.Headers.class)
public final class ProgressEndpoint {
  private WebSocketConnection traced;

  /// Keeps the headers of the handshake for the endpoint.
  public static final class Headers extends ServerEndpointConfig.Configurator {
    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config.getUserProperties().put("headers", request.getHeaders());
    }
  }

  @OnOpen
  @SuppressWarnings("unchecked") // as Headers put them there
  public void open(Session session, EndpointConfig config) {
    Object headers = config.getUserProperties().get("headers");
    traced = WebSocketConnection.accept("/progress", (Map<String, List<String>>) headers);
  }

  @OnMessage
  public void message(Session session, String job) throws IOException {
    traced.received(
        job.length(),
        () -> {
          String answer = job + ": 50 %";
          traced.sent(answer.length(), () -> session.getBasicRemote().sendText(answer));
        });
  }

  @OnClose
  public void close(CloseReason reason) {
    traced.closed(reason.getCloseCode().getCode());
  }
}
