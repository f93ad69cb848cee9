package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.ClewSpan;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracingHttpClientTest {
  private static final HttpResponse.BodyHandler<String> TEXT = HttpResponse.BodyHandlers.ofString();

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  private TestServer server;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    server = new TracingHttpFilterTest().start(HttpTracing.create());
    client = TracingHttpClient.wrap(HttpClient.newHttpClient());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build();
  }

  @Test
  void callsAllTheSameWhereNamesFail() throws Exception {
    HttpTracing options =
        HttpTracing.builder()
            .clientNames(
                (method, route, host, path) -> {
                  throw new IllegalStateException("on purpose");
                })
            .build();
    HttpClient named = TracingHttpClient.wrap(HttpClient.newHttpClient(), options);
    assertThat(named.send(request("/auth/login"), TEXT).statusCode()).isEqualTo(200);
    assertThat(spans.await(2).named("GET").hasEnded()).isTrue();
  }

  @Test
  void isALevelOfItsOwnBelowAClientsSpanMadeByHand() throws Exception {
    ClewSpan service = Tracing.createSpan("service-process-job", Context.root(), SpanKind.CLIENT);
    try (Scope current = service.context().makeCurrent()) {
      client.send(request("/auth/login"), TEXT);
    }
    service.end();
    spans
        .await(3)
        .assertTree(
            """
            service-process-job  CLIENT
              GET  CLIENT
                GET /auth/login  SERVER
            """);
  }

  @Test
  @Row({"1.014", "1.009", "1.002", "0.059", "2.125"})
  void sendsTheTraceContextAlong() throws Exception {
    HttpResponse<String> answer =
        Tracing.withSpan("checkout", () -> client.send(request("/auth/login?key=1&a=2"), TEXT));
    assertThat(answer.body()).isEqualTo("ok");
    spans
        .await(3)
        .assertTree(
            """
            checkout
              GET  CLIENT  UNSET
                . http.request.method = "GET"
                . http.response.status_code = 200
                . server.address = "localhost"
                . server.port = ?
                . url.full = ?
                . network.protocol.version = "1.1"
                GET /auth/login  SERVER
            """);
    assertThat(spans.named("GET").getAttributes().get(AttributeKey.stringKey("url.full")))
        .endsWith("/auth/login?key=REDACTED&a=2");
  }

  @Test
  @Row("1.014")
  void endsAnAsynchronousCallWithItsAnswer() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        Tracing.withSpan("outer", () -> client.sendAsync(request("/broken"), TEXT));
    assertThat(answer.get().statusCode()).isEqualTo(503);
    assertThat(client.sendAsync(request("/health"), TEXT, null).get().statusCode()).isEqualTo(200);
    spans
        .await(4)
        .assertTree(
            """
            outer
              GET  CLIENT  ERROR
                . http.response.status_code = 503
                . error.type = "503"
                GET /broken  SERVER  ERROR
            GET  CLIENT  UNSET
            """);
  }

  @Test
  @Row({"1.014"})
  void recordsACallThatFails() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      HttpRequest slow =
          HttpRequest.newBuilder(URI.create("http://localhost:" + silent.getLocalPort() + "/"))
              .timeout(Duration.ofMillis(200))
              .build();
      assertThatThrownBy(() -> client.send(slow, TEXT)).isInstanceOf(HttpTimeoutException.class);
    }
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    HttpRequest refused = HttpRequest.newBuilder(URI.create("http://localhost:" + closed)).build();
    assertThatThrownBy(() -> client.sendAsync(refused, TEXT).get())
        .hasCauseInstanceOf(IOException.class);
    spans
        .await(2)
        .assertTree(
            """
            GET  CLIENT  ERROR
              . error.type = "timeout"
              ! exception
            GET  CLIENT  ERROR
              . error.type = "connection"
              ! exception
            """);
  }

  @Test
  @Row({"1.070"})
  void namesItsSpansAsAsked() throws Exception {
    for (HttpSpanNames names :
        new HttpSpanNames[] {
          HttpSpanNames.HTTP_METHOD_HOST_PATH, HttpSpanNames.DOTTED, HttpSpanNames.VERB_OBJECT
        }) {
      TracingHttpClient.wrap(
              HttpClient.newHttpClient(), HttpTracing.builder().clientNames(names).build())
          .send(request("/health"), TEXT);
    }
    assertThat(spans.await(3).all())
        .extracting("name")
        .containsExactly(
            "HTTP GET localhost:" + server.port() + "/health",
            "http.get.localhost",
            "http-request");
  }

  @Test
  @Row({"3.018", "3.075", "3.077", "3.116"})
  void namesTheSpansOfAClientThatDoesOneThing() throws Exception {
    try (TestServer healthy = new TracingHttpFilterTest().start(noIgnoredPaths())) {
      URI health = URI.create("http://localhost:" + healthy.port() + "/health");
      Tracing.<HttpResponse<String>, Exception>withSpan(
          "job-process",
          () -> {
            named("model-download").send(request("/auth/login"), TEXT);
            named("webhook-notify").send(request("/api/orders/7"), TEXT);
            named("http-request").sendAsync(request("/auth/login"), TEXT).get();
            return named("health-check").send(HttpRequest.newBuilder(health).build(), TEXT);
          });
    }
    spans
        .await(10)
        .assertTree(
            """
            job-process
              model-download  CLIENT  UNSET
                . http.response.status_code = 200
                GET /auth/login  SERVER
              webhook-notify  CLIENT  UNSET
                GET /api/orders/{id}  SERVER
                  work
              http-request  CLIENT  UNSET
                GET /auth/login  SERVER
              health-check  CLIENT  UNSET
                GET /health  SERVER
            """);
  }

  private static HttpTracing noIgnoredPaths() {
    return HttpTracing.builder().ignoredPaths().build();
  }

  private static HttpClient named(String name) {
    HttpTracing options = HttpTracing.builder().clientNames(HttpSpanNames.always(name)).build();
    return TracingHttpClient.wrap(HttpClient.newHttpClient(), options);
  }

  @Test
  @Row("0.100")
  void makesNoSpanOfServerOrClientWhenSwitchedOff() throws Exception {
    System.setProperty("otel.instrumentation.http.enabled", "false");
    try {
      assertThat(client.send(request("/auth/login"), TEXT).statusCode()).isEqualTo(200);
    } finally {
      System.clearProperty("otel.instrumentation.http.enabled");
    }
    assertThat(spans.all()).isEmpty();
  }

  @Test
  void isTheWrappedClientInEverythingElse() {
    HttpClient plain = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    HttpClient traced = TracingHttpClient.wrap(plain);
    assertThat(traced.connectTimeout()).isEqualTo(plain.connectTimeout());
    assertThat(traced.version()).isEqualTo(plain.version());
    assertThat(traced.followRedirects()).isEqualTo(plain.followRedirects());
    assertThat(traced.sslContext()).isSameAs(plain.sslContext());
    assertThat(traced.executor()).isEqualTo(plain.executor());
    assertThat(traced.proxy()).isEqualTo(plain.proxy());
    assertThat(traced.authenticator()).isEqualTo(plain.authenticator());
    assertThat(traced.cookieHandler()).isEqualTo(plain.cookieHandler());
    assertThat(traced.sslParameters().getProtocols())
        .isEqualTo(plain.sslParameters().getProtocols());
    assertThat(traced.newWebSocketBuilder()).isNotNull();
  }
}
