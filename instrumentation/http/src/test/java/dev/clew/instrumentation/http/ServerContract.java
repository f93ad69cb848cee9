package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What every server's filter does; each server inherits it.
abstract class ServerContract {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  abstract TestServer start(HttpTracing options) throws Exception;

  private SpanData after(String method, String path, String... headers) throws Exception {
    return after(HttpTracing.create(), method, path, headers);
  }

  /// The server's span of one call.
  private SpanData after(HttpTracing options, String method, String path, String... headers)
      throws Exception {
    int before = spans.all().size();
    try (TestServer server = start(options)) {
      server.call(method, path, null, headers);
      spans.await(before + 1);
    }
    return spans.all().get(spans.all().size() - 1);
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  @Test
  @Row({"0.004", "0.009", "0.013", "0.062", "0.063", "0.064", "1.002", "1.013", "1.015"})
  void makesASpanOfARequest() throws Exception {
    HttpTracing options = HttpTracing.builder().capturedRequestHeaders("x-tenant").build();
    SpanData span =
        after(
            options,
            "GET",
            "/auth/login?a=1",
            "user-agent",
            "test/1",
            "x-tenant",
            "b",
            "x-forwarded-for",
            "203.0.113.7");
    spans.assertTree(
        """
        GET /auth/login  SERVER  UNSET
          . http.request.method = "GET"
          . http.route = "/auth/login"
          . http.response.status_code = 200
          . url.path = "/auth/login"
          . url.query = "a=1"
          . url.scheme = "http"
          . user_agent.original = "test/1"
          . client.address = "203.0.113.7"
          . server.address = "localhost"
          . server.port = ?
          . network.protocol.version = "1.1"
          . http.request.header.x-tenant = ["b"]
        """);
    assertThat(span.getInstrumentationScopeInfo().getName())
        .isEqualTo("dev.clew.instrumentation.http");
  }

  @Test
  @Row({"0.003", "0.082", "2.071", "2.072", "3.083", "3.132"})
  void continuesTheCallersTraceAndSaysSoInTheAnswer() throws Exception {
    try (TestServer server = start(HttpTracing.create())) {
      HttpResponse<String> answer = server.get("/auth/login", "traceparent", TRACEPARENT);
      SpanData span = spans.await(1).named("GET /auth/login");
      assertThat(span.getTraceId()).isEqualTo(TRACE);
      assertThat(span.getParentSpanId()).isEqualTo(PARENT);
      assertThat(answer.headers().firstValue("traceparent").orElse(""))
          .startsWith("00-" + TRACE + "-" + span.getSpanId());
      assertThat(answer.body()).isEqualTo("ok");
    }
  }

  @Test
  @Row({"0.010", "1.017", "1.019", "1.038", "4.010", "4.053", "4.001", "3.013"})
  void namesTheSpanAfterARouteThatTheApplicationFinds() throws Exception {
    after("GET", "/api/orders/7");
    spans
        .await(2)
        .assertTree(
            """
            GET /api/orders/{id}
              . http.route = "/api/orders/{id}"
              . url.path = "/api/orders/7"
              work  INTERNAL
            """);
  }

  @Test
  @Row({"1.016", "0.095"})
  void leavesHealthChecksOut() throws Exception {
    try (TestServer server = start(HttpTracing.create())) {
      assertThat(server.get("/health").body()).isEqualTo("healthy");
      server.get("/auth/login");
      spans.await(1).assertTree("GET /auth/login");
    }
  }

  @Test
  @Row({"1.042", "1.043"})
  void marksAServersErrorByItsStatus() throws Exception {
    after("GET", "/broken");
    spans.assertTree(
        """
        GET /broken  ERROR
          . http.response.status_code = 503
          . error.type = "503"
        """);
  }

  @Test
  @Row({"0.028", "0.046", "0.047", "1.043", "0.090"})
  void recordsWhatAHandlerThrows() throws Exception {
    try (TestServer server = start(HttpTracing.create())) {
      fail(server);
      spans.await(1);
    }
    spans.assertTree(
        """
        POST /fail  ERROR "no stock"
          . http.response.status_code = 500
          . error = "no stock"
          . error.name = "IllegalStateException"
          . error.message = "no stock"
          . error.recoverable = false
          . error.type = "java.lang.IllegalStateException"
          ! exception
            . exception.type = "java.lang.IllegalStateException"
            . exception.message = "no stock"
        """);
  }

  @Test
  @Row({"0.048", "0.046", "0.047"})
  void answersWhatAHandlerThrowsWhereItIsTold() throws Exception {
    HttpTracing options =
        HttpTracing.builder()
            .errorAnswer(
                error -> ErrorAnswer.json(418, "{\"error\":\"" + error.getMessage() + "\"}"))
            .build();
    try (TestServer server = start(options)) {
      HttpResponse<String> answer = server.get("/fail");
      assertThat(answer.statusCode()).isEqualTo(418);
      assertThat(answer.body()).isEqualTo("{\"error\":\"no stock\"}");
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("application/json");
      spans.await(1);
    }
    spans.assertTree(
        """
        GET /fail  ERROR "no stock"
          . http.response.status_code = 418
          ! exception
        """);
  }

  @Test
  void answersAllTheSameWhereAChoiceFails() throws Exception {
    HttpTracing options =
        HttpTracing.builder()
            .serverNames(
                (method, route, host, path) -> {
                  throw onPurpose();
                })
            .user(
                header -> {
                  throw onPurpose();
                })
            .errorAnswer(
                error -> {
                  throw onPurpose();
                })
            .build();
    try (TestServer server = start(options)) {
      assertThat(server.get("/auth/login").statusCode()).isEqualTo(200);
      fail(server);
      spans.await(2);
    }
    spans.assertTree(
        """
        GET /auth/login
        POST /fail  ERROR "no stock"
          ! exception
            . exception.message = "no stock"
        """);
  }

  private static void fail(TestServer server) throws Exception {
    try {
      server.call("POST", "/fail", "order"); // a client may send a GET twice
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("no stock"); // a server that just hangs up
    }
  }

  private static IllegalStateException onPurpose() {
    return new IllegalStateException("on purpose");
  }

  @Test
  @Row({"1.010", "1.039", "1.040", "1.075", "1.076", "1.077", "1.145", "4.011", "4.054", "3.024"})
  void knowsTheUserAndTheCorrelationId() throws Exception {
    HttpTracing options =
        HttpTracing.builder()
            .user(
                header ->
                    new RequestUser(
                        header.apply("x-user-id"), header.apply("x-email"), header.apply("x-plan")))
            .build();
    try (TestServer server = start(options)) {
      HttpResponse<String> answer =
          server.get(
              "/auth/login",
              "x-user-id",
              "user-123",
              "x-email",
              "A@b.example",
              "x-plan",
              "pro",
              "x-request-id",
              "r-1");
      assertThat(answer.headers().firstValue("x-correlation-id")).contains("r-1");
      server.get("/auth/login", "x-correlation-id", "c-1", "x-request-id", "r-2");
      spans.await(2);
    }
    spans.assertTree(
        """
        GET /auth/login
          . user.id = "user-123"
          . user.subscription = "pro"
          . user.hash = ?
          . correlation.id = "r-1"
        GET /auth/login
          . correlation.id = "c-1"
        """);
    assertThat(text(spans.all().get(0), "user.hash")).matches("[0-9a-f]{64}");
    assertThat(spans.all().toString()).doesNotContain("A@b.example");
  }

  @Test
  @Row({"1.041"})
  void keepsSecretsOfTheQueryOut() throws Exception {
    SpanData span = after("GET", "/auth/login?user=1&token=abc&Password=x&empty");
    assertThat(text(span, "url.query")).isEqualTo("user=1&token=REDACTED&Password=REDACTED&empty");
  }

  @Test
  @Row({"0.081"})
  void letsBrowsersSendTheTraceContext() throws Exception {
    try (TestServer server = start(HttpTracing.create())) {
      HttpResponse<String> preflight =
          server.call(
              "OPTIONS",
              "/auth/login",
              null,
              "access-control-request-method",
              "POST",
              "access-control-request-headers",
              "traceparent");
      assertThat(preflight.headers().firstValue("access-control-allow-headers"))
          .contains("traceparent, tracestate, baggage");
      assertThat(server.get("/auth/login").headers().map())
          .doesNotContainKey("access-control-allow-headers");
    }
  }

  @Test
  @Row({"4.037", "0.013", "1.072", "1.073", "1.074", "1.071"})
  void speaksInOtherStylesOnDemand() throws Exception {
    HttpTracing options =
        HttpTracing.builder()
            .serverNames(HttpSpanNames.HTTP_METHOD_ROUTE)
            .oldNames(true)
            .responseSpan(true)
            .build();
    after(options, "GET", "/api/orders/7?token=x");
    spans
        .await(3)
        .assertTree(
            """
            HTTP GET /api/orders/{id}
              . http.method = "GET"
              . http.url = ?
              . http.status_code = 200
              . http.request.method = "GET"
              work
              response (200 OK)  INTERNAL
            """);
    assertThat(text(spans.named("HTTP GET /api/orders/{id}"), "http.url"))
        .matches("http://localhost:\\d+/api/orders/7\\?token=REDACTED");
    assertThat(named(HttpSpanNames.VERB_OBJECT, "/broken")).isEqualTo("http-request");
    assertThat(named(HttpSpanNames.HTTP_METHOD_ROUTE, "/auth/login"))
        .isEqualTo("HTTP GET /auth/login");
  }

  private String named(HttpSpanNames names, String path) throws Exception {
    return after(HttpTracing.builder().serverNames(names).build(), "GET", path).getName();
  }

  @Test
  @Row({"0.010", "1.018", "1.145"})
  void givesEveryMiddlewareASpanThatEndsBeforeTheNext() throws Exception {
    after("GET", "/chain");
    spans
        .await(4)
        .assertTree(
            """
            GET /chain
              middleware.auth  INTERNAL
                . layer.type = "middleware"
              middleware.rateLimit  INTERNAL
                . layer.type = "middleware"
              work
            """);
  }
}
