package dev.clew.instrumentation.spi.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
  private static final long MILLI = 1_000_000;

  /// Any moment; the clock of a JVM may be negative.
  private final AtomicLong clock = new AtomicLong(-123_456_789_012L);

  @ParameterizedTest
  @CsvSource({"100, 10", "1000, 100", "10, 1", "25, 3", "1, 1", "3, 1"})
  void givesItsPermitsTenthByTenth(double perSecond, int inTheFirstTenth) {
    RateLimit limit = new RateLimit(perSecond, clock::get);
    assertThat(taken(limit, 10_000)).isEqualTo(inTheFirstTenth);
    int inTheSecond = inTheFirstTenth;
    for (int tenth = 1; tenth < 10; tenth++) {
      clock.addAndGet(100 * MILLI);
      inTheSecond += taken(limit, 10_000);
    }
    assertThat(inTheSecond).isEqualTo((int) perSecond);
    clock.addAndGet(100 * MILLI);
    assertThat(taken(limit, 10_000)).isEqualTo(inTheFirstTenth);
  }

  @Test
  void givesAllOfThemToALateComer() {
    RateLimit limit = new RateLimit(100, clock::get);
    clock.addAndGet(7_950 * MILLI);
    assertThat(taken(limit, 10_000)).isEqualTo(100);
  }

  @Test
  void givesLessThanOneASecond() {
    RateLimit limit = new RateLimit(0.25, clock::get);
    int taken = 0;
    for (int second = 0; second < 40; second++) {
      taken += taken(limit, 5);
      clock.addAndGet(1_000 * MILLI);
    }
    assertThat(taken).isEqualTo(10);
  }

  @Test
  void givesNothingWhereNothingIsAllowed() {
    RateLimit limit = new RateLimit(0, clock::get);
    clock.addAndGet(950 * MILLI);
    assertThat(taken(limit, 100)).isZero();
  }

  @Test
  void givesNoMoreToManyThreads() throws Exception {
    RateLimit limit = new RateLimit(1_000, clock::get);
    clock.addAndGet(950 * MILLI);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(() -> taken(limit, 1_000)));
      }
      int sum = 0;
      for (Future<Integer> result : results) {
        sum += result.get();
      }
      assertThat(sum).isEqualTo(1_000);
    } finally {
      threads.shutdown();
    }
  }

  private static int taken(RateLimit limit, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += limit.tryTake() ? 1 : 0;
    }
    return taken;
  }
}
