package dev.clew.instrumentation.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.TracedThreads;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedCircuitBreakerTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  /// Opens at the second failure of two.
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "payment-service",
          CircuitBreakerConfig.custom().slidingWindowSize(2).minimumNumberOfCalls(2).build());
  private final TracedCircuitBreaker traced = TracedCircuitBreaker.of(breaker, "payments");

  @Test
  @Row({"1.005", "1.048", "1.093", "1.094", "1.095", "1.096"})
  void tellsStateResultAndFallbackFromClosedToOpen() throws Exception {
    assertThat(traced.call(() -> "paid")).isEqualTo("paid");
    IOException down = new IOException("down");
    assertThatThrownBy(() -> traced.call(() -> refuse(down))).isSameAs(down);
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    Tracing.withSpan(
        "POST /pay",
        () ->
            assertThat(traced.call(() -> refuse(down), "pay_later", () -> "later"))
                .isEqualTo("later"));
    assertThatThrownBy(() -> traced.call(() -> "paid"))
        .isInstanceOf(CallNotPermittedException.class);
    spans.assertTree(
        """
        circuit_breaker.payment-service  INTERNAL  UNSET
          . operation.type = "circuit_breaker"
          . circuit_breaker.name = "payment-service"
          . circuit_breaker.service = "payments"
          . circuit_breaker.state = "closed"
          . circuit_breaker.result = "success"
        circuit_breaker.payment-service  INTERNAL  ERROR "down"
          . circuit_breaker.state = "closed"
          . circuit_breaker.result = "failure"
          ! circuit_breaker.state_transition
            . circuit_breaker.state.from = "closed"
            . circuit_breaker.state.to = "open"
          ! exception
        POST /pay  UNSET
          circuit_breaker.payment-service  ERROR
            . circuit_breaker.state = "open"
            . circuit_breaker.result = "not_permitted"
            . circuit_breaker.fallback = "pay_later"
          fallback.pay_later  UNSET
        circuit_breaker.payment-service  ERROR
          . circuit_breaker.result = "not_permitted"
        """);
  }

  @Test
  @Row({"1.095"})
  void tellsATimeoutOfATimeLimiter() throws Exception {
    ExecutorService pool = TracedThreads.executor(Executors.newSingleThreadExecutor());
    TimeLimiter limiter = TimeLimiter.of(Duration.ofMillis(20));
    CountDownLatch never = new CountDownLatch(1);
    try {
      String answer =
          Tracing.<String, Exception>withSpan(
              "POST /pay",
              () ->
                  traced.call(
                      () ->
                          limiter.executeFutureSupplier(
                              () ->
                                  pool.submit(
                                      () ->
                                          Tracing.withSpan(
                                              "http.post.payments",
                                              () -> {
                                                never.await();
                                                return "paid";
                                              }))),
                      "pay_later",
                      () -> "later"));
      assertThat(answer).isEqualTo("later");
    } finally {
      pool.shutdownNow();
    }
    spans
        .await(4)
        .assertTree(
            """
            POST /pay  UNSET
              circuit_breaker.payment-service  ERROR
                . circuit_breaker.result = "timeout"
                . error.type = "timeout"
                http.post.payments  ERROR
              fallback.pay_later  UNSET
            """);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
  }

  @Test
  void countsAStageWhenItCompletes() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> returned = traced.call(() -> answer);
    assertThat(breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
    answer.completeExceptionally(new IOException("down"));
    assertThat(returned).isCompletedExceptionally();
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    spans.assertTree(
        """
        circuit_breaker.payment-service  ERROR "down"
          . circuit_breaker.result = "failure"
        """);
  }

  @Test
  void tellsThatATrialCallClosedTheBreaker() {
    CircuitBreaker trial =
        CircuitBreaker.of(
            "users",
            CircuitBreakerConfig.custom().permittedNumberOfCallsInHalfOpenState(1).build());
    trial.transitionToOpenState();
    trial.transitionToHalfOpenState();
    TracedCircuitBreaker.of(trial, "users").call(() -> "ada");
    spans.assertTree(
        """
        circuit_breaker.users  UNSET
          . circuit_breaker.state = "half_open"
          ! circuit_breaker.state_transition
            . circuit_breaker.state.to = "closed"
        """);
  }

  private static String refuse(IOException error) throws IOException {
    throw error;
  }
}
