package dev.clew.instrumentation.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.test.CollectedSpans;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  void theExampleMakesTheSpansItShows() throws IOException {
    RetryConfig twice =
        RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofMillis(1)).build();
    String price =
        Tracing.<String, IOException>withSpan(
            "GET /prices/7",
            () ->
                DocExamples.resilience(
                    CircuitBreaker.ofDefaults("prices"),
                    Retry.of("prices", twice),
                    RateLimiter.ofDefaults("free")));
    assertThat(price).isEqualTo("12.50");
    spans.assertTree(
        """
        GET /prices/7
          rate_limit.check
            . rate_limit.allowed = true
          circuit_breaker.prices  ERROR
            . circuit_breaker.state = "closed"
            ! retry.attempt
          fallback.last_price
        """);
  }
}
