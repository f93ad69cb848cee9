package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropagationTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  @Test
  @Row({"0.003", "0.016", "2.012", "2.013", "2.014", "2.071", "0.064", "0.082", "3.083"})
  void continuesTheTraceOfARequest() {
    RequestSpan request =
        Tracing.createSpanFromRequest(
            "auth.login", Map.of("Traceparent", List.of(TRACEPARENT), "tracestate", "vendor=1"));
    String answer = request.call(() -> Tracing.withSpan("verify", () -> "ok"));
    request.run(() -> Tracing.addSpanEvent("user.authenticated", "userId", "user-123"));
    Tracing.finishSpanWithResponse(request.span(), 200);

    assertThat(answer).isEqualTo("ok");
    spans.assertTree(
        """
        auth.login  SERVER  UNSET
          . http.response.status_code = 200
          ! user.authenticated
            . userId = "user-123"
          verify
        """);
    assertThat(spans.named("auth.login").getTraceId()).isEqualTo(TRACE);
    assertThat(spans.named("auth.login").getParentSpanId()).isEqualTo(PARENT);
    assertThat(spans.named("auth.login").getParentSpanContext().isRemote()).isTrue();
    assertThat(spans.named("verify").getSpanContext().getTraceState().get("vendor")).isEqualTo("1");
  }

  @Test
  @Row({"0.016", "2.071", "3.080"})
  void beginsATraceWithoutHeadersAndStaysBelowAFilter() {
    Tracing.createSpanFromRequest("first", Map.of()).span().end();
    Tracing.withSpan(
        "GET /auth/login",
        () ->
            Tracing.createSpanFromRequest("auth.login", Map.of("traceparent", TRACEPARENT))
                .span()
                .end());
    spans.assertTree(
        """
        first  SERVER
        GET /auth/login
          auth.login  INTERNAL
        """);
    assertThat(spans.named("first").getTraceId())
        .isNotEqualTo(spans.named("auth.login").getTraceId());
  }

  @Test
  @Row({"0.023", "0.025"})
  void finishesARequestWithItsAnswer() {
    Tracing.finishSpanWithResponse(request("refused"), 401, new SecurityException("no session"));
    Tracing.finishSpanWithResponse(request("broken"), 503);
    Tracing.finishSpanWithResponse(request("fine"), 204, null);
    Tracing.finishSpanWithResponse(request("missing"), 404);
    spans.assertTree(
        """
        refused  ERROR "no session"
          . http.response.status_code = 401
          . error.type = "permission"
          ! exception
        broken  ERROR
          . http.response.status_code = 503
          . error.type = "503"
        fine  UNSET
          . http.response.status_code = 204
        missing  UNSET
          . http.response.status_code = 404
        """);
  }

  @Test
  @Row({"0.041", "0.057", "0.059"})
  void givesTheCurrentContextToOthers() {
    assertThat(Tracing.extractTraceContext()).isNull();
    try (ClewSpan span = Tracing.openSpan("send")) {
      TraceHeaders headers = Objects.requireNonNull(Tracing.extractTraceContext());
      assertThat(headers.traceparent())
          .matches("00-" + span.traceId() + "-" + span.spanId() + "-0[13]");
      assertThat(headers.tracestate()).isNull();
      assertThat(headers.toMap()).isEqualTo(Map.of("traceparent", headers.traceparent()));
    }
    TraceContext incoming =
        Objects.requireNonNull(
            Tracing.extractTraceContext(Map.of("traceparent", TRACEPARENT, "tracestate", "v=1")));
    try (ClewSpan span = Tracing.openSpan("with state", incoming.context())) {
      TraceHeaders headers = Objects.requireNonNull(Tracing.extractTraceContext());
      assertThat(headers.toMap()).containsEntry("tracestate", "v=1").hasSize(2);
    }
  }

  @Test
  @Row({"1.092", "2.125", "1.009", "3.009"})
  void writesTheHeadersOfAnOutgoingCall() {
    assertThat(Tracing.getTraceContext()).isEmpty();
    try (ClewSpan span = Tracing.openSpan("call");
        var baggage = Baggage.builder().put("tenant", "a").build().makeCurrent()) {
      Map<String, String> headers = Tracing.getTraceContext();
      assertThat(headers).containsEntry("baggage", "tenant=a").containsKey("traceparent");
      TraceContext received = Objects.requireNonNull(Tracing.extractTraceContext(headers));
      assertThat(received.traceId()).isEqualTo(span.traceId());
      assertThat(received.spanId()).isEqualTo(span.spanId());
      assertThat(Baggage.fromContext(received.context()).getEntryValue("tenant")).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03", "ff"})
  @Row({"2.068", "2.069", "2.012"})
  void readsTheFlagsBitByBit(String flags) {
    TraceContext incoming =
        Objects.requireNonNull(
            Tracing.extractTraceContext(
                Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-" + flags)));
    assertThat(incoming.flags()).isEqualTo(Integer.parseInt(flags, 16));
    assertThat(incoming.sampled()).isEqualTo(Integer.parseInt(flags, 16) % 2 == 1);
    assertThat(incoming.traceId()).isEqualTo(TRACE);
    assertThat(incoming.spanId()).isEqualTo(PARENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "00-" + TRACE,
        "00-" + TRACE + "-" + PARENT,
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "-01-extra",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "00-" + TRACE + "-" + PARENT + "-zz",
      })
  @Row("2.068")
  void findsNothingInInvalidHeaders(String traceparent) {
    assertThat(Tracing.extractTraceContext(Map.of("traceparent", traceparent))).isNull();
  }

  @Test
  @Row("2.068")
  void survivesEveryHeader() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      char[] text = TRACEPARENT.toCharArray();
      for (int change = random.nextInt(4); change > 0; change--) {
        text[random.nextInt(text.length)] = (char) random.nextInt(1 + random.nextInt(0x3000));
      }
      String header = new String(text).substring(random.nextInt(3)).repeat(1 + random.nextInt(20));
      Map<String, Object> headers = new HashMap<>();
      headers.put(null, "HTTP/1.1 200");
      headers.put("traceparent", random.nextBoolean() ? header : Arrays.asList(header, null));
      headers.put("tracestate", random.nextBoolean() ? header : List.of());
      headers.put("baggage", null);
      TraceContext found = Tracing.extractTraceContext(headers);
      assertThat(found == null || Span.fromContext(found.context()).getSpanContext().isValid())
          .as("seed %d, headers %s", seed, headers)
          .isTrue();
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  @Row({"3.110", "0.098"})
  void printsTheContextForDebugging() {
    assertThat(Tracing.debugTraceContext()).isEqualTo("No active span - trace context lost");
    try (ClewSpan span = Tracing.openSpan("debugged")) {
      assertThat(Tracing.debugTraceContext())
          .contains("Current Trace ID: " + span.traceId())
          .contains("Current Span ID: " + span.spanId())
          .contains("Injected Context: {traceparent=00-" + span.traceId());
    }
    assertThat(log.lines()).first().isEqualTo("INFO No active span - trace context lost");
  }

  @Test
  void aRequestSpanIsAServersOnlyAtTheEdge() {
    request("edge").end();
    assertThat(spans.named("edge").getKind()).isEqualTo(SpanKind.SERVER);
  }

  private static ClewSpan request(String name) {
    return Tracing.createSpanFromRequest(name, Map.of()).span();
  }
}
