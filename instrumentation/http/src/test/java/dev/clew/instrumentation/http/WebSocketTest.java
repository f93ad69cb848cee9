package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebSocketTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final HttpClient client = TracingHttpClient.wrap(HttpClient.newHttpClient());
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /// Completes with the first message.
  private static final class FirstMessage implements WebSocket.Listener {
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public void onOpen(WebSocket socket) {
      opened.complete(socket);
      socket.request(10);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      Tracing.withSpan("progress.shown", () -> {});
      text.complete(data.toString());
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedStage(null);
    }
  }

  @BeforeEach
  void start() throws Exception {
    connector.setHost("localhost");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    server.setHandler(context);
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, container) -> container.addEndpoint(ProgressEndpoint.class));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  @Row({"3.014", "3.131"})
  void tellsOfHandshakeMessagesAndEndAtBothSides() throws Exception {
    FirstMessage listener = new FirstMessage();
    WebSocket socket =
        Tracing.<WebSocket, Exception>withSpan(
            "dashboard",
            () -> {
              WebSocket opened =
                  client.newWebSocketBuilder().buildAsync(uri("/progress"), listener).get();
              return opened.sendText("job-1", true).get();
            });
    assertThat(listener.text.get()).isEqualTo("job-1: 50 %");
    assertThat(listener.opened.get()).isSameAs(socket);
    assertThat(socket.sendClose(WebSocket.NORMAL_CLOSURE, "seen").get()).isSameAs(socket);
    assertThat(listener.closed.get()).isEqualTo(1000);
    spans
        .await(10)
        .assertTree(
            """
            dashboard
              websocket.connect  CLIENT  UNSET
                . url.path = "/progress"
                . server.address = "localhost"
                . server.port = ?
                websocket.accept  SERVER
                  . http.route = "/progress"
                  websocket.close  UNSET
                    . websocket.close.code = 1000
                    . websocket.duration_seconds = ?
                websocket.close  UNSET
                  . websocket.close.code = 1000
              websocket.send  PRODUCER
                . websocket.message.size = 5
            websocket.receive  CONSUMER
              . websocket.message.size = 5
              websocket.send  PRODUCER
                . websocket.message.size = 11
            websocket.receive  CONSUMER
              . websocket.message.size = 11
              progress.shown
            """);
    List<String> linked =
        spans.all().stream()
            .filter(span -> span.getName().matches("websocket\\.(send|receive)"))
            .flatMap(span -> span.getLinks().stream())
            .map(LinkData::getSpanContext)
            .map(context -> context.getSpanId())
            .toList();
    SpanData connect = spans.named("websocket.connect");
    SpanData accept = spans.named("websocket.accept");
    assertThat(linked)
        .containsExactlyInAnyOrder(
            connect.getSpanId(), accept.getSpanId(), accept.getSpanId(), connect.getSpanId());
  }

  @Test
  @Row({"3.014"})
  void recordsAHandshakeThatIsRefused() {
    CompletableFuture<WebSocket> refused =
        client
            .newWebSocketBuilder()
            .header("x-tenant", "t")
            .connectTimeout(Duration.ofSeconds(10))
            .subprotocols("progress.v1")
            .buildAsync(uri("/nothing"), new FirstMessage());
    assertThatThrownBy(refused::get).hasMessageContaining("WebSocketHandshakeException");
    spans.assertTree(
        """
        websocket.connect  CLIENT  ERROR
          ! exception
        """);
  }

  @Test
  void isTheWrappedConnectionInEverythingElse() throws Exception {
    FirstMessage listener = new FirstMessage();
    WebSocket socket = client.newWebSocketBuilder().buildAsync(uri("/progress"), listener).get();
    assertThat(socket.getSubprotocol()).isEmpty();
    assertThat(socket.isInputClosed()).isFalse();
    assertThat(socket.isOutputClosed()).isFalse();
    assertThat(socket.sendPing(ByteBuffer.allocate(1)).get()).isSameAs(socket);
    assertThat(socket.sendPong(ByteBuffer.allocate(1)).get()).isSameAs(socket);
    socket.abort();
    assertThat(socket.isInputClosed()).isTrue();
    SpanData close =
        spans.await(3).all().stream()
            .filter(span -> span.getName().equals("websocket.close"))
            .findFirst()
            .orElseThrow();
    assertThat(close.getAttributes().asMap()).containsValue(1006L);
  }

  private URI uri(String path) {
    return URI.create("ws://localhost:" + connector.getLocalPort() + path);
  }
}
