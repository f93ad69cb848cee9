package dev.clew.instrumentation.spi.export;

import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Ended spans on their way from the threads of the application to one exporter: any number of
/// writers, one reader, no locks. When it is full it refuses.
final class SpanRing {
  private final AtomicReferenceArray<@Nullable ReadableSpan> slots;

  /// How many were ever taken out; only the reader writes it.
  private final AtomicLong taken = new AtomicLong();

  /// How many were ever put in.
  private final AtomicLong put = new AtomicLong();

  SpanRing(int capacity) {
    slots = new AtomicReferenceArray<>(capacity);
  }

  /// Puts a span in.
  ///
  /// @return false where it is full
  boolean offer(ReadableSpan span) {
    long at;
    do {
      at = put.get();
      if (at - taken.get() >= slots.length()) {
        return false;
      }
    } while (!put.compareAndSet(at, at + 1));
    // Its slot is empty: the reader clears a slot before it counts it as taken.
    slots.setRelease((int) (at % slots.length()), span);
    return true;
  }

  /// The oldest span; null where there is none, or where its writer has only just claimed the slot.
  @Nullable ReadableSpan poll() {
    long at = taken.get();
    int slot = (int) (at % slots.length());
    ReadableSpan span = slots.getAcquire(slot);
    if (span != null) {
      slots.setRelease(slot, null);
      taken.set(at + 1);
    }
    return span;
  }

  int size() {
    long out = taken.get();
    return (int) (put.get() - out);
  }

  /// How many were ever put in.
  long put() {
    return put.get();
  }

  /// How many were ever taken out.
  long taken() {
    return taken.get();
  }

  int capacity() {
    return slots.length();
  }
}
