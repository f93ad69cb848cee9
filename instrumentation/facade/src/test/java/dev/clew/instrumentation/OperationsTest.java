package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperationsTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  @Test
  @Row({"1.006", "1.049", "1.079", "1.098", "1.099", "1.100", "1.101"})
  void tellsWhatIsDoneWithACache() {
    String miss = Operations.traceCacheOperation("get", "blueprint:123", () -> null);
    assertThat(miss).isNull();
    Operations.traceCacheOperation("set", "blueprint:123", () -> {});
    String hit = Operations.traceCacheOperation("get", "blueprint:123", () -> "blueprint");
    assertThat(hit).isEqualTo("blueprint");
    Operations.traceCacheOperation("delete", "blueprint:123", () -> 1, "cache.type", "memory");
    spans.assertTree(
        """
        cache.get  CLIENT  UNSET
          . operation.type = "cache"
          . cache.operation = "get"
          . cache.type = "redis"
          . cache.key_pattern = "blueprint:?"
          . cache.hit = false
        cache.set  CLIENT  UNSET
          . cache.operation = "set"
          . cache.key_pattern = "blueprint:?"
        cache.get  CLIENT
          . cache.hit = true
        cache.delete  INTERNAL
          . cache.operation = "delete"
          . cache.type = "memory"
        """);
    assertThat(spans.all().get(1).getAttributes().get(SemanticAttributes.CACHE_HIT)).isNull();
    assertThat(spans.all().get(3).getAttributes().get(SemanticAttributes.CACHE_HIT)).isNull();
  }

  @Test
  @Row({"1.101"})
  void knowsAMissByTheResultWhateverItsShape() {
    Operations.traceCacheOperation("get", "a:1", () -> Optional.empty());
    Operations.traceCacheOperation("get", "a:1", () -> Optional.of("a"));
    Operations.traceCacheOperation("get", "a:1", () -> CompletableFuture.completedFuture(null));
    Operations.traceCacheOperation("get", "a:1", () -> CompletableFuture.completedFuture("a"));
    Operations.traceCacheOperation("get", "a:1", () -> "", text -> !text.isEmpty());
    Operations.traceCacheOperation("exists", "a:1", () -> true, there -> there);
    assertThat(
            spans.all().stream()
                .map(span -> span.getAttributes().get(SemanticAttributes.CACHE_HIT)))
        .containsExactly(false, true, false, true, false, true);
  }

  @Test
  void aPredicateThatThrowsAffectsNothing() {
    String text =
        Operations.traceCacheOperation(
            "get",
            "a:1",
            () -> "text",
            found -> {
              throw new IllegalStateException("on purpose");
            });
    assertThat(text).isEqualTo("text");
    assertThat(spans.named("cache.get").hasEnded()).isTrue();
    assertThat(log.thrown()).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Row({"1.050", "1.078", "2.041", "2.042", "2.043", "2.044", "2.045", "0.045", "0.051", "0.054"})
  void tellsWhatIsDoneWithADatabaseByTheOldNamesAndTheNew() {
    Tracing.withSpan(
        "OrderRepository.create",
        () ->
            Operations.traceDatabaseOperation(
                "INSERT",
                "orders",
                () -> 1,
                Map.of("db.system", "postgresql", "db.name", "servio"),
                "db.statement",
                "INSERT INTO orders (card) VALUES ('4111-1111', 7)"));
    spans.assertTree(
        """
        OrderRepository.create
          ! database.operation.start
            . database.table = "orders"
            . database.operation = "INSERT"
          ! database.operation.complete
          db.insert.orders  CLIENT  UNSET
            . operation.type = "database"
            . db.system = "postgresql"
            . db.system.name = "postgresql"
            . db.name = "servio"
            . db.namespace = "servio"
            . db.operation = "INSERT"
            . db.operation.name = "INSERT"
            . db.table = "orders"
            . db.collection.name = "orders"
            . db.statement = "INSERT INTO orders (card) VALUES (?, ?)"
            . db.query.text = "INSERT INTO orders (card) VALUES (?, ?)"
            . db.duration = ?
            ! database.query.start
            ! database.query.complete
        """);
  }

  @Test
  void leavesTheEventsOfCompletionToWhatSucceeds() {
    assertThatThrownBy(
            () ->
                Operations.traceDatabaseOperation(
                    "DELETE",
                    "",
                    () -> {
                      throw new IllegalStateException("locked");
                    }))
        .hasMessage("locked");
    SpanData span = spans.named("db.delete");
    assertThat(span.getEvents())
        .extracting("name")
        .containsExactly("database.query.start", "exception");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("db.table"))).isNull();
    assertThat(span.getAttributes().get(SemanticAttributes.DB_DURATION)).isNotNull();
  }

  @Test
  @Row({"1.051", "0.052", "0.055"})
  void tellsWhichServiceIsCalled() {
    String answer =
        Operations.traceExternalCall(
            "user-service", "GET", "/users/7", () -> "ada", "user.id", "user-123");
    assertThat(answer).isEqualTo("ada");
    spans.assertTree(
        """
        http.get.user-service  CLIENT  UNSET
          . operation.type = "external"
          . external.service = "user-service"
          . external.endpoint = "/users/7"
          . http.request.method = "GET"
          . user.id = "user-123"
          ! external.api.call
          ! external.api.response
        """);
  }

  @Test
  @Row({"1.066", "1.108", "1.109", "1.110", "1.111", "1.112"})
  void tellsWhatARateLimitDecided() {
    RateLimitDecision decision =
        Operations.traceRateLimitCheck(
            "user-123", "free", "read", () -> new RateLimitDecision(true, 99));
    assertThat(decision.remaining()).isEqualTo(99);
    Operations.traceRateLimitCheck(
        "user-123", "free", "write", () -> new RateLimitDecision(false, -1));
    spans.assertTree(
        """
        rate_limit.check  INTERNAL  UNSET
          . operation.type = "rate_limit"
          . user.id = "user-123"
          . rate_limit.tier = "free"
          . rate_limit.operation = "read"
          . rate_limit.allowed = true
          . rate_limit.remaining = 99
        rate_limit.check  INTERNAL  UNSET
          . rate_limit.operation = "write"
          . rate_limit.allowed = false
        """);
    assertThat(spans.all().get(1).getAttributes().get(SemanticAttributes.RATE_LIMIT_REMAINING))
        .isNull();
  }

  @Test
  @Row({"1.081", "1.088", "0.043", "0.050"})
  void tellsWhatTheBusinessDoes() {
    String user = Operations.traceMiddleware("auth", () -> "user-123");
    Operations.traceMiddleware("rateLimit", () -> {});
    Operations.traceBusinessOperation(
        "order.process", "order", "o-1", () -> user, "service", "order-service");
    assertThatThrownBy(
            () ->
                Operations.traceBusinessOperation(
                    "trade.create",
                    "trade",
                    "t-1",
                    () -> {
                      throw new IllegalStateException("no");
                    },
                    "operation.type",
                    "create"))
        .hasMessage("no");
    spans.assertTree(
        """
        middleware.auth  INTERNAL
          . operation.type = "middleware"
          . layer.type = "middleware"
        middleware.rateLimit  INTERNAL
          . layer.type = "middleware"
        order.process  INTERNAL  UNSET
          . operation.type = "business"
          . service = "order-service"
          . business.entity = "order"
          . business.entity.type = "order"
          . business.entity.id = "o-1"
        trade.create  INTERNAL  ERROR "no"
          . operation.type = "create"
          ! exception
          ! error.occurred
        """);
  }

  @Test
  @Row({"4.007", "4.021", "4.022", "4.023", "4.056"})
  void tellsWhatIsDoneWithFiles() {
    Operations.traceFileOperation("upload", () -> {}, "file.count", 5, "file.total_size_mb", 125.5);
    String url =
        Operations.tracePresign(
            "uploads/a.pdf", () -> "https://a", "file.name", "a.pdf", "file.size_bytes", 5_000L);
    assertThat(url).isEqualTo("https://a");
    Tracing.withSpan("send", () -> {}, "span.kind", "producer", "operation", "send");
    Tracing.withSpan("odd", () -> {}, "span.kind", "sideways");
    spans.assertTree(
        """
        upload  INTERNAL  UNSET
          . operation = "upload"
          . span.kind = "internal"
          . duration_seconds = ?
          . file.count = 5
          . file.total_size_mb = 125.5
        presign  INTERNAL  UNSET
          . s3.key = "uploads/a.pdf"
          . file.name = "a.pdf"
          . file.size_bytes = 5000
          . operation = "presign"
        send  PRODUCER
          . span.kind = "producer"
        odd  INTERNAL
          . span.kind = "sideways"
        """);
  }

  @Test
  @Row({"1.089", "1.090", "2.039"})
  void tellsTheCurrentSpanOfAValidation() {
    Tracing.withSpan(
        "OrderService.validateOrder",
        () -> {
          assertThat(Operations.traceValidation("order", 3, () -> true)).isTrue();
          assertThat(Operations.traceValidation("order", 2, () -> false)).isFalse();
        });
    spans.assertTree(
        """
        OrderService.validateOrder
          . validation.isValid = false
          ! validation.started
            . data.type = "order"
            . data.size = 3
          ! validation.completed
            . validation.result = "valid"
          ! validation.started
          ! validation.completed
            . validation.result = "invalid"
        """);
  }

  @Test
  @Row({"1.097", "1.102", "2.045", "4.023"})
  void takesAsLongAsTheCall() {
    long begin = System.nanoTime();
    long inCache = Operations.traceCacheOperation("get", "a", () -> pause());
    long inBreaker = Operations.traceCircuitBreakerCall("a", "a", () -> pause());
    long inDatabase = Operations.traceDatabaseOperation("SELECT", "a", () -> pause());
    long inFile = Operations.traceFileOperation("upload", () -> pause());
    long whole = System.nanoTime() - begin;
    List<Long> inside = List.of(inCache, inBreaker, inDatabase, inFile);
    for (int i = 0; i < inside.size(); i++) {
      SpanData span = spans.all().get(i);
      assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
          .isBetween(inside.get(i), whole);
    }
    assertThat(spans.named("db.select.a").getAttributes().get(SemanticAttributes.DB_DURATION))
        .isBetween(inDatabase / 1e6, whole / 1e6);
    assertThat(spans.named("upload").getAttributes().get(SemanticAttributes.DURATION_SECONDS))
        .isBetween(inFile / 1e9, whole / 1e9);
  }

  /// Waits for a moment, and returns how long, in nanoseconds.
  private static long pause() {
    long begin = System.nanoTime();
    LockSupport.parkNanos(1_000_000);
    return System.nanoTime() - begin;
  }
}
