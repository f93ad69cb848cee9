package dev.clew.instrumentation.resilience4j;

import dev.clew.instrumentation.OperationTracer;
import dev.clew.instrumentation.RateLimitDecision;
import dev.clew.instrumentation.Tracing;
import io.github.resilience4j.ratelimiter.RateLimiter;

/// A rate limiter whose checks make spans, `rate_limit.check`.
///
/// ```java
/// TracedRateLimiter limiter = TracedRateLimiter.of(registry.rateLimiter("free"));
/// if (!limiter.check(userId, "free", "read").allowed()) {
///   return TOO_MANY_REQUESTS;
/// }
/// ```
public final class TracedRateLimiter {
  private static final OperationTracer GLOBAL =
      OperationTracer.create(Tracing.tracer("dev.clew.instrumentation.resilience4j"));

  private final RateLimiter limiter;
  private final OperationTracer tracer;

  private TracedRateLimiter(RateLimiter limiter, OperationTracer tracer) {
    this.limiter = limiter;
    this.tracer = tracer;
  }

  /// Traces a limiter's checks.
  ///
  /// ```java
  /// TracedRateLimiter limiter = TracedRateLimiter.of(RateLimiter.ofDefaults("free"));
  /// ```
  public static TracedRateLimiter of(RateLimiter limiter) {
    return of(limiter, GLOBAL);
  }

  /// Traces a limiter's checks with a tracer that is at hand.
  ///
  /// ```java
  /// TracedRateLimiter.of(limiter, OperationTracer.create(tracer));
  /// ```
  public static TracedRateLimiter of(RateLimiter limiter, OperationTracer tracer) {
    return new TracedRateLimiter(limiter, tracer);
  }

  /// Takes a permission, waiting as long as the limiter is configured to.
  ///
  /// ```java
  /// RateLimitDecision decision = limiter.check(userId, "free", "read");
  /// ```
  ///
  /// @param tier whose limit this is
  /// @param operation what is limited
  public RateLimitDecision check(String userId, String tier, String operation) {
    return tracer.traceRateLimitCheck(
        userId,
        tier,
        operation,
        () -> {
          boolean allowed = limiter.acquirePermission();
          int available = limiter.getMetrics().getAvailablePermissions();
          return new RateLimitDecision(allowed, Math.max(0, available));
        },
        "rate_limit.name",
        limiter.getName());
  }
}
