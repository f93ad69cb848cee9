package dev.clew.instrumentation.spi.sampling;

import java.util.concurrent.atomic.AtomicLong;

/// So many bytes, taken and given back by many threads.
final class ByteBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  boolean tryTake(long bytes) {
    while (true) {
      long before = used.get();
      if (before + bytes > limit) {
        return false;
      }
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
    }
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }

  long limit() {
    return limit;
  }
}
