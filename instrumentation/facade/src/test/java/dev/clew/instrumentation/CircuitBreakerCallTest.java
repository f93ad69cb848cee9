package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CircuitBreakerCallTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  @RegisterExtension final LoggedLines log = new LoggedLines();

  /// Named as that of a library.
  private static final class CallNotPermittedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  @Row({"1.005", "1.048", "1.069", "1.080", "1.093", "1.094", "1.095"})
  void tellsTheBreakerTheServiceAndTheSuccess() throws Exception {
    String answer =
        Operations.traceCircuitBreakerCall(
            "blueprint-service",
            "blueprints",
            () -> Tracing.withSpan("validate", () -> "valid"),
            "circuit_breaker.state",
            "closed");
    assertThat(answer).isEqualTo("valid");
    spans.assertTree(
        """
        circuit_breaker.blueprint-service  INTERNAL  UNSET
          . operation.type = "circuit_breaker"
          . circuit_breaker.name = "blueprint-service"
          . circuit_breaker.service = "blueprints"
          . circuit_breaker.result = "success"
          . circuit_breaker.state = "closed"
          validate
        """);
  }

  @Test
  @Row({"1.095", "1.096", "1.069"})
  void standsItsFallbackBesideItBelowTheRequest() throws Exception {
    String answer =
        Tracing.<String, TimeoutException>withSpan(
            "POST /api/iac/generate",
            () ->
                Operations.traceCircuitBreakerCall(
                    "iac-generator",
                    "iac",
                    () ->
                        Operations.traceExternalCall(
                            "iac-generator", "POST", "/generate", () -> late()),
                    "cached_template",
                    () -> "template"));
    assertThat(answer).isEqualTo("template");
    spans.assertTree(
        """
        POST /api/iac/generate  INTERNAL  UNSET
          circuit_breaker.iac-generator  INTERNAL  ERROR "no answer"
            . circuit_breaker.result = "timeout"
            . circuit_breaker.fallback = "cached_template"
            . error.type = "timeout"
            ! exception
            http.post.iac-generator  CLIENT  ERROR "no answer"
              . error.type = "timeout"
              ! exception
          fallback.cached_template  INTERNAL  UNSET
            . circuit_breaker.name = "iac-generator"
        """);
  }

  @Test
  void keepsTheFallbackInTheTraceWhereThereIsNoCaller() {
    Operations.traceCircuitBreakerCall(
        "users", "user-service", () -> fail("down"), "nobody", () -> "nobody");
    spans.assertTree(
        """
        circuit_breaker.users  ERROR "down"
          . circuit_breaker.result = "failure"
          fallback.nobody  UNSET
        """);
  }

  @Test
  @Row({"1.095"})
  void throwsWhatTheCallThrewWhereThereIsNoFallback() {
    IllegalStateException thrown = new IllegalStateException("down");
    assertThatThrownBy(
            () ->
                Operations.traceCircuitBreakerCall(
                    "users",
                    "user-service",
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThatThrownBy(
            () ->
                Operations.traceCircuitBreakerCall(
                    "users",
                    "user-service",
                    () -> {
                      throw new CallNotPermittedException();
                    }))
        .isInstanceOf(CallNotPermittedException.class);
    spans.assertTree(
        """
        circuit_breaker.users  ERROR
          . circuit_breaker.result = "failure"
        circuit_breaker.users  ERROR
          . circuit_breaker.result = "not_permitted"
        """);
    assertThat(spans.all().get(0).getAttributes().asMap().keySet())
        .noneMatch(key -> key.getKey().equals("circuit_breaker.fallback"));
  }

  @Test
  void doesNotFallBackFromInterruptsAndFromErrorsOfTheMachine() {
    InterruptedException interrupt = new InterruptedException();
    assertThatThrownBy(
            () ->
                Operations.<String, InterruptedException>traceCircuitBreakerCall(
                    "users",
                    "user-service",
                    () -> {
                      throw interrupt;
                    },
                    "nobody",
                    () -> "nobody"))
        .isSameAs(interrupt);
    StackOverflowError error = new StackOverflowError();
    assertThatThrownBy(
            () ->
                Operations.traceCircuitBreakerCall(
                    "users",
                    "user-service",
                    () -> {
                      throw error;
                    },
                    "nobody",
                    () -> "nobody"))
        .isSameAs(error);
    assertThat(spans.all()).hasSize(2);
  }

  @Test
  void throwsWhatTheFallbackThrew() {
    assertThatThrownBy(
            () ->
                Operations.traceCircuitBreakerCall(
                    "users", "user-service", () -> fail("down"), "cache", () -> fail("empty")))
        .hasMessage("empty");
    assertThat(spans.named("fallback.cache").getStatus().getDescription()).isEqualTo("empty");
  }

  @Test
  void endsWithTheStageAndFallsBackFromIt() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> both =
        Operations.traceCircuitBreakerCall(
            "users",
            "user-service",
            () -> answer,
            "cache",
            () -> CompletableFuture.completedFuture("cached"));
    assertThat(spans.all()).isEmpty();
    answer.completeExceptionally(new TimeoutException("late"));
    assertThat(both.get()).isEqualTo("cached");
    spans.assertTree(
        """
        circuit_breaker.users  ERROR "late"
          . circuit_breaker.result = "timeout"
          . circuit_breaker.fallback = "cache"
          fallback.cache  UNSET
        """);
    assertThat(spans.all().get(0).getName()).isEqualTo("circuit_breaker.users");
  }

  @Test
  void leavesAStageThatSucceedsAsItIs() throws Exception {
    CompletionStage<String> answer =
        Operations.traceCircuitBreakerCall(
            "users",
            "user-service",
            () -> CompletableFuture.completedStage("fresh"),
            "cache",
            () -> CompletableFuture.completedStage("cached"));
    assertThat(answer.toCompletableFuture().get()).isEqualTo("fresh");
    spans.assertTree(
        """
        circuit_breaker.users  UNSET
          . circuit_breaker.result = "success"
        """);
  }

  @Test
  void failsWithTheFallbacksErrorWhereBothStagesFail() {
    CompletableFuture<String> both =
        Operations.traceCircuitBreakerCall(
            "users",
            "user-service",
            () -> CompletableFuture.failedFuture(new IllegalStateException("down")),
            "cache",
            () -> {
              throw new IllegalArgumentException("empty");
            });
    assertThatThrownBy(both::get).hasRootCauseMessage("empty");
    assertThat(log.lines()).isEmpty();
  }

  private static String late() throws TimeoutException {
    throw new TimeoutException("no answer");
  }

  private static String fail(String message) {
    throw new IllegalStateException(message);
  }
}
