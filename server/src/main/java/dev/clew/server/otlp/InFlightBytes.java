package dev.clew.server.otlp;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes of requests that are in the process at this moment: bodies as they come in and what
/// they decompress to. Requests that would exceed the limit are refused before memory is taken.
public final class InFlightBytes {
  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /// @param limit in bytes, at least 1
  public InFlightBytes(long limit) {
    this.limit = limit;
  }

  /// The most bytes that are taken at once.
  public long limit() {
    return limit;
  }

  /// Bytes taken now.
  public long held() {
    return held.get();
  }

  /// Opens the account of one request.
  Reservation open() {
    return new Reservation();
  }

  /// The share of one request. Used by one thread after another.
  final class Reservation implements AutoCloseable {
    private long mine;

    /// Takes more bytes, or none where they would exceed the limit.
    ///
    /// @return whether they were taken
    boolean add(long bytes) {
      if (held.addAndGet(bytes) > limit) {
        held.addAndGet(-bytes);
        return false;
      }
      mine += bytes;
      return true;
    }

    /// Gives everything back; a second time does nothing.
    @Override
    public void close() {
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
