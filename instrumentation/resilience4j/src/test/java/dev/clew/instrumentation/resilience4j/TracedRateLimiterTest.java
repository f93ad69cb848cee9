package dev.clew.instrumentation.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedRateLimiterTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"1.066", "1.108", "1.109", "1.110", "1.111", "1.112"})
  void tellsWhoMayAndHowManyMore() {
    RateLimiterConfig twoADay =
        RateLimiterConfig.custom()
            .limitForPeriod(2)
            .limitRefreshPeriod(Duration.ofDays(1))
            .timeoutDuration(Duration.ZERO)
            .build();
    TracedRateLimiter limiter = TracedRateLimiter.of(RateLimiter.of("free-tier", twoADay));
    assertThat(limiter.check("user-123", "free", "read").allowed()).isTrue();
    assertThat(limiter.check("user-123", "free", "read").allowed()).isTrue();
    assertThat(limiter.check("user-123", "free", "read").allowed()).isFalse();
    spans.assertTree(
        """
        rate_limit.check  INTERNAL  UNSET
          . user.id = "user-123"
          . rate_limit.name = "free-tier"
          . rate_limit.tier = "free"
          . rate_limit.operation = "read"
          . rate_limit.allowed = true
          . rate_limit.remaining = 1
        rate_limit.check  UNSET
          . rate_limit.allowed = true
          . rate_limit.remaining = 0
        rate_limit.check  UNSET
          . rate_limit.allowed = false
          . rate_limit.remaining = 0
        """);
  }
}
