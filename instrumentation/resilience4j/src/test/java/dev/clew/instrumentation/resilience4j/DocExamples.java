package dev.clew.instrumentation.resilience4j;

import dev.clew.instrumentation.RateLimitDecision;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;

/// The examples of `docs/library/modules.md` about Resilience4j, to be compiled and run.
final class DocExamples {
  private DocExamples() {}

  static String resilience(CircuitBreaker breaker, Retry retries, RateLimiter limiter)
      throws IOException {
    RateLimitDecision decision = TracedRateLimiter.of(limiter).check("user-7", "free", "read");
    TracedCircuitBreaker prices = TracedCircuitBreaker.of(breaker, "price-service");
    TracedRetry retry = TracedRetry.of(retries);
    String price = prices.call(() -> retry.call(() -> price()), "last_price", () -> "12.50");
    return decision.allowed() ? price : "";
  }

  private static String price() throws IOException {
    throw new IOException("no price");
  }
}
