package dev.clew.instrumentation.spi;

import java.util.function.Supplier;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Shows everything the library has to say on the console, whatever the application's logging is
/// set to.
final class DebugMode {
  private static volatile boolean on;

  private DebugMode() {}

  static void turnOn(Logger logger) {
    on = true;
    if (logger.isLoggable(Level.FINE)) {
      return; // the application shows it already, or this was done before
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    logger.setLevel(Level.FINE);
    logger.setUseParentHandlers(false);
    logger.addHandler(console);
  }

  /// Says what is of interest in debug mode only. The agent's logger keeps a level of its own,
  /// whatever it is told; there it is said as information.
  static void say(Logger logger, Supplier<String> message) {
    boolean hidden = on && !logger.isLoggable(Level.FINE);
    logger.log(hidden ? Level.INFO : Level.FINE, message);
  }
}
