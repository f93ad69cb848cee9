package dev.clew.instrumentation.spi.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.TestSdk;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of the secrets in spans, as exported.
class RedactionTest {
  private static final String REDACTED = "[redacted]";

  @RegisterExtension final LoggedLines log = new LoggedLines();

  /// One span with all that is given.
  private static SpanData exported(Attributes attributes, String... variables) {
    try (TestSdk sdk = new TestSdk(variables)) {
      sdk.tracer().spanBuilder("span").setAllAttributes(attributes).startSpan().end();
      return sdk.exported("span");
    }
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  @Test
  @Row({"0.092", "1.119"})
  void takesValuesOutWhoseKeysTell() {
    Attributes attributes =
        Attributes.builder()
            .put("user.password", "hunter2")
            .put("dbPassword", "hunter2")
            .put("http.request.header.authorization", "whatever")
            .put("http.request.header.x-api-key", "k")
            .put("accessToken", "t")
            .put("card_number", 4111111111111111L)
            .put(AttributeKey.stringArrayKey("http.request.header.cookie"), "a=1", "b=2")
            .put(AttributeKey.longArrayKey("cvv"), 123L, 456L)
            .put("user.id", "u-1")
            .put("token.count", 17)
            .put("password.changed", true)
            .put("tokens", "17")
            .put("passwords_checked", "yes")
            .build();
    SpanData span = exported(attributes);
    for (String key :
        List.of(
            "user.password",
            "dbPassword",
            "http.request.header.authorization",
            "http.request.header.x-api-key",
            "accessToken",
            "card_number",
            "cvv")) {
      assertThat(text(span, key)).as(key).isEqualTo(REDACTED);
    }
    assertThat(span.getAttributes().get(AttributeKey.stringArrayKey("http.request.header.cookie")))
        .containsExactly(REDACTED, REDACTED);
    assertThat(text(span, "user.id")).isEqualTo("u-1");
    assertThat(text(span, "tokens")).isEqualTo("17");
    assertThat(text(span, "passwords_checked")).isEqualTo("yes");
    assertThat(span.getAttributes().get(AttributeKey.longKey("token.count"))).isEqualTo(17);
    assertThat(span.getAttributes().get(AttributeKey.booleanKey("password.changed"))).isTrue();
    assertThat(span.getAttributes().size()).isEqualTo(attributes.size());
  }

  @Test
  @Row({"0.092", "1.119"})
  void takesSecretsOutOfEveryPartOfASpan() {
    SpanContext other =
        SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "00f067aa0ba902b7",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    try (TestSdk sdk = new TestSdk()) {
      Span span =
          sdk.tracer()
              .spanBuilder("mail to ann@example.com")
              .addLink(other, Attributes.builder().put("secret", "s").put("kind", "k").build())
              .startSpan();
      span.addEvent("sent", Attributes.builder().put("to", "ann@example.com").build());
      span.recordException(new IllegalStateException("refused: Bearer abcdefgh12345678"));
      span.setStatus(StatusCode.ERROR, "login postgres://shop:hunter2@db/orders failed");
      span.setAttribute(AttributeKey.stringArrayKey("paths"), List.of("/a", "/b?token=abc&x=1"));
      span.setAttribute(AttributeKey.valueKey("body"), Value.of("mail ann@example.com"));
      span.setAttribute(AttributeKey.valueKey("other"), Value.of("kept"));
      span.end();

      SpanData sent = sdk.exported("mail to " + REDACTED);
      assertThat(sent.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(sent.getStatus().getDescription())
          .isEqualTo("login postgres://shop:[redacted]@db/orders failed");
      assertThat(sent.getEvents().get(0).getAttributes().asMap()).containsValue(REDACTED);
      Attributes exception = sent.getEvents().get(1).getAttributes();
      assertThat(exception.get(AttributeKey.stringKey("exception.message")))
          .isEqualTo("refused: Bearer [redacted]");
      assertThat(exception.get(AttributeKey.stringKey("exception.stacktrace")))
          .contains("refused: Bearer [redacted]", "RedactionTest")
          .doesNotContain("abcdefgh");
      assertThat(sent.getLinks().get(0).getSpanContext()).isEqualTo(other);
      assertThat(sent.getLinks().get(0).getAttributes())
          .isEqualTo(Attributes.builder().put("secret", REDACTED).put("kind", "k").build());
      assertThat(sent.getAttributes().get(AttributeKey.stringArrayKey("paths")))
          .containsExactly("/a", "/b?token=[redacted]&x=1");
      assertThat(text(sent, "body")).isEqualTo("mail [redacted]");
      assertThat(sent.getAttributes().get(AttributeKey.valueKey("other")).asString())
          .isEqualTo("kept");
    }
  }

  @Test
  @Row({"0.092", "1.119"})
  void doesAsItsSettingsSay() {
    Attributes attributes =
        Attributes.builder()
            .put("customer.no", "c-1")
            .put("cookie", "a=1")
            .put("text", "ann@example.com, order-4711, AKIAABCDEFGHIJKLMNOP")
            .build();
    SpanData span =
        exported(
            attributes,
            "CLEW_REDACT_KEYS",
            "customer_no,-cookie",
            "CLEW_REDACT_PATTERNS",
            "-email",
            "CLEW_REDACT_REGEX",
            "order-\\d+");
    assertThat(text(span, "customer.no")).isEqualTo(REDACTED);
    assertThat(text(span, "cookie")).isEqualTo("a=1");
    assertThat(text(span, "text")).isEqualTo("ann@example.com, [redacted], [redacted]");
    assertThat(exported(attributes, "CLEW_REDACT", "false").getAttributes().asMap())
        .isEqualTo(attributes.asMap());
  }

  @Test
  void namesSettingsThatMakeNoSense() {
    SpanData span =
        exported(
            Attributes.builder().put("mail", "ann@example.com").build(),
            "CLEW_REDACT",
            "perhaps",
            "CLEW_REDACT_PATTERNS",
            "-mail",
            "CLEW_REDACT_REGEX",
            "(");
    assertThat(text(span, "mail")).isEqualTo(REDACTED);
    assertThat(log.lines())
        .contains(
            "WARNING CLEW_REDACT 'perhaps' makes no sense: allowed is true or false; the default"
                + " applies",
            "WARNING CLEW_REDACT_PATTERNS '-mail' makes no sense: allowed is a list, separated by"
                + " commas and with a minus before what is left out, of aws, bearer, card, email,"
                + " jwt, parameter, private_key, url; the default applies",
            "WARNING CLEW_REDACT_REGEX '(' makes no sense: allowed is a regular expression of"
                + " Java's; the default applies");
  }

  @Test
  void leavesAnInnocentSpanAsItIs() {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("GET /orders/{id}").startSpan();
      span.setAttribute("url.path", "/orders/4711");
      span.setAttribute(AttributeKey.stringArrayKey("list"), List.of("a", "b"));
      span.recordException(new IllegalStateException("no stock: 12 left"));
      span.end();
      SpanData data = ((ReadableSpan) span).toSpanData();
      Redactor redactor =
          new Redactor(
              new SecretKeys(SecretKeys.DEFAULT),
              new SecretValues(EnumSet.allOf(SecretForm.class), List.of()));
      assertThat(redactor.redact(data)).isSameAs(data);
    }
  }

  @Test
  void givesUpOnAnExpressionThatTakesTooLong() {
    BoundedPattern pattern = new BoundedPattern("(a+)+$");
    assertThat(pattern.redact("baaab")).isEqualTo("baaab");
    assertThat(pattern.redact("a".repeat(200) + "b")).isEqualTo(REDACTED);
    assertThat(new BoundedPattern("(a|b)*c").redact("ab".repeat(100_000))).isEqualTo(REDACTED);
    assertThat(log.lines())
        .containsExactly(
            "WARNING the expression '(a+)+$' in clew.redact.regex takes too long; what it cannot"
                + " decide on is redacted as a whole",
            "WARNING the expression '(a|b)*c' in clew.redact.regex takes too long; what it cannot"
                + " decide on is redacted as a whole");
    assertThat(new BoundedPattern("x*").redact("axxb")).isEqualTo("a[redacted]b");
  }
}
