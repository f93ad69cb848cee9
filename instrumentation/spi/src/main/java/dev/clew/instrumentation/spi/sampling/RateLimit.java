package dev.clew.instrumentation.spi.sampling;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// So many permits a second, spread over its tenths: a burst at its beginning leaves some for the
/// rest.
///
/// In the n-th tenth of a second n tenths of the permits may have been given. Below one a second,
/// the second is as many seconds as it takes to give one.
final class RateLimit {
  private static final int PARTS = 10;
  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier nanos;
  private final long start;
  private final long window;
  private final long permits;

  /// The number of the window in the upper half, the permits given in it in the lower.
  private final AtomicLong given = new AtomicLong();

  /// @param perSecond from 0 to 1,000,000
  /// @param nanos a clock that never goes back
  RateLimit(double perSecond, LongSupplier nanos) {
    this.nanos = nanos;
    start = nanos.getAsLong();
    boolean slow = perSecond > 0 && perSecond < 1;
    window = slow ? (long) Math.ceil(SECOND / perSecond) : SECOND;
    permits = slow ? 1 : (long) perSecond;
  }

  /// Takes a permit; false where none is left for now.
  boolean tryTake() {
    long now = nanos.getAsLong() - start;
    long number = now / window;
    long part = (now % window) * PARTS / window;
    long allowed = (permits * (part + 1) + PARTS - 1) / PARTS;
    while (true) {
      long before = given.get();
      // Another thread may have read a later clock.
      boolean sameWindow = before >>> 32 >= number;
      long used = sameWindow ? before & 0xffff_ffffL : 0;
      if (used >= allowed) {
        return false;
      }
      long after = sameWindow ? before + 1 : number << 32 | 1;
      if (given.compareAndSet(before, after)) {
        return true;
      }
    }
  }
}
