package dev.clew.instrumentation.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedRetryTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final TracedRetry retry =
      TracedRetry.of(
          Retry.of(
              "users",
              RetryConfig.custom().maxAttempts(3).waitDuration(Duration.ofMillis(1)).build()));

  @Test
  @Row({"0.056"})
  void tellsTheSpanOfEveryFurtherAttempt() throws IOException {
    Queue<String> answers = new ArrayDeque<>(List.of("", "", "ada"));
    String user =
        Tracing.<String, IOException>withSpan("user.load", () -> retry.call(() -> taken(answers)));
    assertThat(user).isEqualTo("ada");
    spans.assertTree(
        """
        user.load  UNSET
          ! retry.attempt
            . attempt = 2
            . retry.name = "users"
          ! retry.attempt
            . attempt = 3
        """);
  }

  @Test
  void throwsWhatTheLastAttemptThrew() {
    IOException down = new IOException("down");
    assertThatThrownBy(
            () ->
                Tracing.withSpan(
                    "user.load",
                    () ->
                        retry.call(
                            () -> {
                              throw down;
                            })))
        .isSameAs(down);
    assertThat(spans.named("user.load").getEvents()).hasSize(3);
  }

  @Test
  void triesAgainOnOtherThreadsBelowTheSameSpan() throws Exception {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    Queue<String> answers = new ArrayDeque<>(List.of("", "ada"));
    try {
      CompletionStage<String> user =
          Tracing.withSpan(
              "user.load",
              () ->
                  retry.callAsync(
                      scheduler, () -> Tracing.withSpan("client.user", () -> takenLater(answers))));
      assertThat(user.toCompletableFuture().get()).isEqualTo("ada");
    } finally {
      scheduler.shutdown();
    }
    spans
        .await(3)
        .assertTree(
            """
            user.load  UNSET
              ! retry.attempt
                . attempt = 2
              client.user  ERROR
              client.user  UNSET
            """);
  }

  private static String taken(Queue<String> answers) throws IOException {
    String answer = answers.remove();
    if (answer.isEmpty()) {
      throw new IOException("no answer");
    }
    return answer;
  }

  private static CompletionStage<String> takenLater(Queue<String> answers) {
    try {
      return CompletableFuture.completedFuture(taken(answers));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
