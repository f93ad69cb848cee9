package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpanHelpersTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  @Test
  @Row({"1.044", "1.008", "4.048", "4.038", "0.042"})
  void runsCodeInASpanAndReturnsItsValue() {
    String value =
        Tracing.withSpan(
            "upload",
            () -> Tracing.traceFunction("order.process", () -> "done", Map.of("order.id", 7)),
            "user.id",
            "user-123",
            "file.count",
            5);
    assertThat(value).isEqualTo("done");
    spans.assertTree(
        """
        upload  INTERNAL  UNSET
          . user.id = "user-123"
          . file.count = 5
          order.process  INTERNAL  UNSET
            . order.id = 7
        """);
  }

  @Test
  @Row({"0.018", "0.019", "0.020", "1.086", "1.087", "4.049", "2.055", "2.057"})
  void setsAttributesOfTheCurrentSpanAndTheLastValueWins() {
    try (ClewSpan span = Tracing.openSpan("auth.login")) {
      Tracing.setAttribute("user.id", "user-1");
      Tracing.addSpanAttributes(Map.of("user.id", "user-2", "auth.method", "session"));
      Tracing.setSpanAttributes("order.status", "processing", "order.status", "completed");
      Tracing.setAttribute("user.is_admin", false);
      span.setTag("retry", 3).addTags("ratio", 0.25f, "nothing", null);
    }
    spans.assertTree(
        """
        auth.login
          . user.id = "user-2"
          . auth.method = "session"
          . order.status = "completed"
          . user.is_admin = false
          . retry = 3
          . ratio = 0.25
        """);
    assertThat(spans.named("auth.login").getAttributes().size()).isEqualTo(6);
  }

  @Test
  @Row({"2.029", "2.039", "4.016", "4.017", "4.018", "4.019", "4.020"})
  void keepsTheTypeOfEveryValue() {
    Tracing.createSpan(
            "types",
            "order.userId",
            'u',
            "order.items",
            (short) 3,
            "file.name",
            Path.of("a.pdf"),
            "file.content_type",
            "application/pdf",
            "file.count",
            5,
            "file.total_size_mb",
            125.5,
            "validation.isValid",
            true,
            "amount",
            12.5,
            "file.size_bytes",
            5_000_000_000L,
            "names",
            List.of("a", "b"),
            "counts",
            new int[] {1, 2},
            "mixed",
            Arrays.asList(1, 2.5, null),
            "flags",
            new Boolean[] {true, false},
            "texts",
            List.of(1, "b"),
            AttributeKey.stringKey("typed"),
            StatusCode.OK,
            Attributes.of(AttributeKey.longKey("inner"), 1L))
        .end();
    spans.assertTree(
        """
        types
          . order.userId = "u"
          . order.items = 3
          . file.name = "a.pdf"
          . file.content_type = "application/pdf"
          . file.count = 5
          . file.total_size_mb = 125.5
          . validation.isValid = true
          . amount = 12.5
          . file.size_bytes = 5000000000
          . names = ["a", "b"]
          . counts = [1, 2]
          . mixed = [1.0, 2.5]
          . flags = [true, false]
          . texts = ["1", "b"]
          . typed = "OK"
          . inner = 1
        """);
  }

  @Test
  @Row({"0.021", "0.022", "0.024", "0.044", "0.045", "0.053", "0.054", "0.055", "0.056", "1.089"})
  void addsEventsInTheirOrder() {
    Tracing.withSpan(
        "order.process",
        () -> {
          Tracing.addSpanEvent("user.authenticated", "userId", "user-123");
          Tracing.addSpanEvent("validation.start");
          Tracing.addSpanEvent("validation.started", "data.type", "order", "data.size", 3);
          Tracing.addSpanEvent("validation.complete");
          Tracing.addSpanEvent("database.operation.start");
          Tracing.addSpanEvent("database.query.start");
          Tracing.addSpanEvent("database.query.complete");
          Tracing.addSpanEvent("database.operation.complete");
          Tracing.addSpanEvent("external.api.call");
          Tracing.addSpanEvent("retry.attempt", "attempt", 2);
          Tracing.addSpanEvent("external.api.response");
          Tracing.addSpanEvent("error.occurred");
          Tracing.addSpanEvent("operation.error", "error", "out of stock");
        });
    spans.assertTree(
        """
        order.process
          ! user.authenticated
            . userId = "user-123"
          ! validation.start
          ! validation.started
            . data.type = "order"
            . data.size = 3
          ! validation.complete
          ! database.operation.start
          ! database.query.start
          ! database.query.complete
          ! database.operation.complete
          ! external.api.call
          ! retry.attempt
            . attempt = 2
          ! external.api.response
          ! error.occurred
          ! operation.error
            . error = "out of stock"
        """);
  }

  @Test
  @Row({"1.090", "2.118", "2.119", "4.051", "4.052"})
  void addsEventsWithTypedAttributesToCurrentAndToOtherSpans() {
    try (ClewSpan span = Tracing.openSpan("pay")) {
      Tracing.addEvent("validation.completed", Map.of("validation.result", "valid"));
      Tracing.addEvent("file_scanned", "file.name", "a.pdf");
      span.addEvent("payment.processed", "paymentId", "p-1", "amount", 12.5);
      span.addEvent("order.created", "orderId", "o-1", "timestamp", 1_700_000_000_000L);
    }
    spans.assertTree(
        """
        pay
          ! validation.completed
            . validation.result = "valid"
          ! file_scanned
            . file.name = "a.pdf"
          ! payment.processed
            . paymentId = "p-1"
            . amount = 12.5
          ! order.created
            . orderId = "o-1"
            . timestamp = 1700000000000
        """);
  }

  @Test
  @Row({"0.043", "0.049", "0.050", "0.051", "0.052", "0.089", "2.117"})
  void takesTheAttributesOfTheBusinessAsTheyAreNamed() {
    Tracing.withSpan(
        "your.operation",
        () ->
            Tracing.setSpanAttributes(
                Map.of("business.entity", "trade", "operation.type", "create"),
                Map.of("business.entity.type", "trade", "business.entity.id", "t-1"),
                Map.of("database.table", "trades", "database.operation", "INSERT"),
                Map.of("external.service", "espn", "external.endpoint", "/scores"),
                Map.of("trade.id", "t-1", "team.id", 7, "user.is_admin", true),
                Map.of("order.id", "o-1", "order.userId", "u-1", "order.venueId", "v-1"),
                Map.of("http.method", "POST", "http.url", "/api/orders", "http.status_code", 201)));
    spans.assertTree(
        """
        your.operation
          . business.entity = "trade"
          . operation.type = "create"
          . business.entity.type = "trade"
          . business.entity.id = "t-1"
          . database.table = "trades"
          . database.operation = "INSERT"
          . external.service = "espn"
          . external.endpoint = "/scores"
          . trade.id = "t-1"
          . team.id = 7
          . user.is_admin = true
          . order.id = "o-1"
          . order.userId = "u-1"
          . order.venueId = "v-1"
          . http.method = "POST"
          . http.url = "/api/orders"
          . http.status_code = 201
        """);
  }

  @Test
  @Row({"1.045", "2.034", "2.124", "2.054", "2.056"})
  void makesSpansBelowTheCurrentOneOrAnExplicitParent() {
    ClewSpan root = Tracing.createSpan("api.orders.create", Context.root(), "http.method", "POST");
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    ClewSpan service = Tracing.createSpan("OrderService.createOrder", root.context());
    try (ClewSpan current = Tracing.openSpan("elsewhere")) {
      Tracing.createSpan("OrderRepository.create", service.context()).finish();
      Tracing.startSpan("below").finish();
      Tracing.openSpan("OrderService.sendConfirmation", service.context()).close();
      assertThat(Span.current()).isSameAs(current.unwrap());
    }
    service.end();
    root.end();
    spans.assertTree(
        """
        api.orders.create
          . http.method = "POST"
          OrderService.createOrder
            OrderRepository.create
            OrderService.sendConfirmation
        elsewhere
          below
        """);
  }

  @Test
  @Row({"2.030", "2.032"})
  void setsTheStatusItIsTold() {
    Tracing.createSpan("fine").setStatus(StatusCode.OK).end();
    Tracing.createSpan("failed").setStatus(StatusCode.ERROR, "out of stock").end();
    spans.assertTree(
        """
        fine  OK
        failed  ERROR "out of stock"
        """);
  }

  @Test
  void endsOnceAndTakesNothingAfterwards() {
    ClewSpan span = Tracing.openSpan("once");
    span.end();
    span.finish();
    span.close();
    span.setAttribute("late", true).recordException(new IllegalStateException("late"));
    assertThat(spans.all()).hasSize(1);
    assertThat(spans.all().get(0).getAttributes().isEmpty()).isTrue();
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  @Test
  void warnsWhereASpanIsClosedOnAnotherThread() throws InterruptedException {
    List<ClewSpan> opened = new ArrayList<>();
    Thread opener = new Thread(() -> opened.add(Tracing.openSpan("import")), "opener");
    opener.start();
    opener.join();
    opened.get(0).close();
    assertThat(spans.named("import").hasEnded()).isTrue();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING span 'import' was opened on thread 'opener' and closed on '");
  }

  @Test
  @Row({"4.086", "0.098"})
  void saysInDebugModeThatNoSpanIsActive() {
    Tracing.setAttribute("user.id", "user-123");
    assertThat(log.lines()).isEmpty();
    log.debug();
    Tracing.setAttribute("user.id", "user-123");
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("FINE setting attributes has no effect: no span is active on Thread[");
  }

  @Test
  @Row({"4.099"})
  void knowsTheCurrentIds() {
    assertThat(Tracing.traceId()).isEqualTo("0".repeat(32));
    try (ClewSpan span = Tracing.openSpan("ids")) {
      assertThat(Tracing.traceId()).isEqualTo(span.traceId()).matches("[0-9a-f]{32}");
      assertThat(Tracing.spanId()).isEqualTo(span.spanId()).matches("[0-9a-f]{16}");
      assertThat(span).hasToString("span 'ids' " + span.traceId() + "-" + span.spanId());
    }
    assertThat(spans.named("ids").getInstrumentationScopeInfo().getName())
        .isEqualTo("dev.clew.instrumentation");
  }

  @Test
  @Row({"2.027", "3.072", "4.002", "0.007"})
  void hasTracersOfOtherNamesAndToBeInjected() {
    Tracing.tracer("job-processor").withSpan("process-job", () -> {});
    ClewTracer.create(spans.openTelemetry(), "redis-queue").createSpan("redis-claim-job").end();
    assertThat(spans.named("process-job").getInstrumentationScopeInfo().getName())
        .isEqualTo("job-processor");
    assertThat(spans.named("redis-claim-job").getInstrumentationScopeInfo().getName())
        .isEqualTo("redis-queue");
    assertThat(Tracing.tracer("servio").unwrap().isEnabled()).isTrue();
  }
}
