package dev.clew.instrumentation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Everything the library has to say, under one logger name.
///
/// What goes wrong while spans are made is said once a minute at most, with the number of times it
/// was left unsaid: an application that makes a million spans a second is not to drown in it.
final class TelemetryLog {
  static final String NAME = "dev.clew.tracing";
  static final Logger LOGGER = Logger.getLogger(NAME);

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final AtomicLong SAID_AT = new AtomicLong(System.nanoTime() - QUIET_NANOS);
  private static final AtomicLong UNSAID = new AtomicLong();

  private TelemetryLog() {}

  /// Whether the library is in debug mode: its logger shows FINE.
  static boolean isDebug() {
    return LOGGER.isLoggable(Level.FINE);
  }

  static void debug(String message) {
    LOGGER.fine(message);
  }

  static void info(String message) {
    LOGGER.info(message);
  }

  static void warn(String message) {
    LOGGER.warning(message);
  }

  static void error(String message, @Nullable Throwable cause) {
    LOGGER.log(Level.SEVERE, message, cause);
  }

  /// Says that telemetry failed, where the application goes on as if it had not.
  ///
  /// @param what what was being done, as `ending span 'pay'`
  static void failed(String what, Throwable cause) {
    long now = System.nanoTime();
    long before = SAID_AT.get();
    if (now - before < QUIET_NANOS || !SAID_AT.compareAndSet(before, now)) {
      UNSAID.incrementAndGet();
      LOGGER.log(Level.FINE, what + " failed", cause);
      return;
    }
    long unsaid = UNSAID.getAndSet(0);
    String more = unsaid == 0 ? "" : "; " + unsaid + " more failures since the last message";
    LOGGER.log(Level.WARNING, what + " failed; the application is not affected" + more, cause);
  }
}
