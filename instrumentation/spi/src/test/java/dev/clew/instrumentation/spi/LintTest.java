package dev.clew.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
  @RegisterExtension final LoggedLines log = new LoggedLines();
  private final AtomicLong nanos = new AtomicLong();
  private SdkTracerProvider provider = lint("");
  private Tracer tracer = provider.get("test");

  private SdkTracerProvider lint(String allowed) {
    return SdkTracerProvider.builder()
        .addSpanProcessor(new Lint(LintRules.allowing(allowed), nanos::get))
        .build();
  }

  private void allow(String list) {
    provider.close();
    provider = lint(list);
    tracer = provider.get("test");
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private void span(String name, String... attributes) {
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER);
    for (int i = 0; i < attributes.length; i += 2) {
      builder.setAttribute(attributes[i], attributes[i + 1]);
    }
    builder.startSpan().end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operation",
        "function1",
        "query",
        "create",
        "doWork",
        "handle",
        "Handle",
        "task-7",
        "42"
      })
  @Row({"1.117", "2.116", "3.117", "4.095"})
  void complainsOfNamesThatSayNothing(String name) {
    span(name);
    span(name);
    assertThat(log.lines())
        .containsExactly(
            "WARNING lint: span name '"
                + name
                + "' does not say what is done; name it as in 'order.create'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/jobs/123/status",
        "GET /users/6f1d2c3b-8a4e-4c7d-9b0a-1f2e3d4c5b6a",
        "cache.get.user:123",
        "order-4711",
        "load 4bf92f3577b34da6a3ce929d0e0e4736",
        "mail to ann@example.org"
      })
  @Row("3.117")
  void complainsOfIdsInNames(String name) {
    span(name);
    assertThat(log.lines())
        .containsExactly(
            "WARNING lint: span name '"
                + name
                + "' has an id in it, so that no two spans are alike; put the id into an"
                + " attribute");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.get.user-service",
        "db.select.users",
        "circuit_breaker.payment-service",
        "OrderService.createOrder",
        "OrderRepository.create",
        "PaymentService.processPayment",
        "http-request",
        "redis-get",
        "job-process",
        "model-download",
        "upload",
        "GET",
        "SET",
        "GET /api/v1/jobs/{id}/status",
        "db.SELECT blueprints",
        "response (200 OK)",
        "HTTP GET blueprint-service:3001/validate",
        "auth.sendResetEmailOban",
        "sha256.verify"
      })
  @Row({"1.117", "2.116", "3.117", "4.095"})
  void isContentWithGoodNames(String name) {
    span(name);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  @Row("1.117")
  void leavesAloneWhatIsAllowed() {
    allow("cache.get.*, order.userId");
    span("cache.get.user:123", "order.userId", "u-1", "order.venueId", "v-1");
    assertThat(log.lines())
        .containsExactly(
            "WARNING lint: attribute 'order.venueId' is not written in snake_case with dots, as in"
                + " 'order.item_count'");
  }

  @Test
  @Row("1.117")
  void leavesAloneWhatTheStyleOfTheOperationsMakes() {
    span("cache.get.user:123", "operation.type", "cache");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  @Row("1.120")
  void complainsOfKeysThatAreNotInSnakeCase() {
    span("order.create", "orderId", "o-1", "order.item-count", "3", "Order", "x");
    span("order.create", "orderId", "o-2", "order.item_count", "3", "file.total_size_mb", "1.5");
    span("order.send", "http.request.header.content-type", "text/plain", "_dd.p.tid", "1");
    assertThat(log.lines())
        .containsExactlyInAnyOrder(
            "WARNING lint: attribute 'orderId' is not written in snake_case with dots, as in"
                + " 'order.item_count'",
            "WARNING lint: attribute 'order.item-count' is not written in snake_case with dots, as"
                + " in 'order.item_count'",
            "WARNING lint: attribute 'Order' is not written in snake_case with dots, as in"
                + " 'order.item_count'");
  }

  @Test
  @Row("4.096")
  void complainsOfWholeObjectsInAttributes() {
    span("job.start", "data", "{\"id\":1,\"user\":{\"name\":\"ann\"}}", "rows", "[{\"id\":1}]");
    span("job.start", "data", "{\"id\":2}", "template", "{id}", "tags", "[a, b]");
    assertThat(log.lines())
        .containsExactlyInAnyOrder(
            "WARNING lint: attribute 'data' holds a whole object; set what is searched for as"
                + " attributes of their own",
            "WARNING lint: attribute 'rows' holds a whole object; set what is searched for as"
                + " attributes of their own");
  }

  @Test
  void complainsOfLongValuesButNotOfStatements() {
    span("job.start", "note", "x".repeat(99), "db.query.text", "y".repeat(500));
    assertThat(log.lines()).isEmpty();
    span("job.start", "note", "x".repeat(100));
    span("job.start", "note", "x".repeat(101));
    assertThat(log.lines())
        .containsExactly(
            "WARNING lint: attribute 'note' holds a value of 100 characters; keep values below"
                + " 100");
  }

  @Test
  @Row("0.093")
  void complainsOfMoreSpansThanAnyoneLooksAt() {
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < Lint.SPANS_A_SECOND; i++) {
        span("cell.compute");
      }
      nanos.addAndGet(1_000_000_000);
    }
    assertThat(log.lines()).isEmpty();
    for (int i = 0; i < 2 * Lint.SPANS_A_SECOND; i++) {
      span("cell.compute");
    }
    assertThat(log.lines())
        .containsExactly(
            "WARNING lint: more than 1000 spans 'cell.compute' in a second; sample them, or trace"
                + " what they are part of");
  }

  @Test
  void rememberedNamesAndComplaintsAreBounded() {
    for (int i = 0; i < 5_000; i++) {
      span("/page/" + i, "key-" + i, "");
    }
    assertThat(log.lines())
        .hasSize(Lint.COMPLAINTS + 1)
        .last()
        .isEqualTo("WARNING lint: 100 complaints; there are more, which are not said");
    allow("*");
    for (int i = 0; i < 5_000; i++) {
      span("/page/" + i);
    }
    assertThat(log.lines())
        .hasSize(Lint.COMPLAINTS + 2)
        .last()
        .isEqualTo(
            "WARNING lint: there are more than 1000 different span names; put ids into attributes");
  }
}
