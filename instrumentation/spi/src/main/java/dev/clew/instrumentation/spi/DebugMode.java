package dev.clew.instrumentation.spi;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Shows everything the library has to say on the console, whatever the application's logging is
/// set to.
final class DebugMode {
  private DebugMode() {}

  static void turnOn(Logger logger) {
    if (logger.isLoggable(Level.FINE)) {
      return; // the application shows it already, or this was done before
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    logger.setLevel(Level.FINE);
    logger.setUseParentHandlers(false);
    logger.addHandler(console);
  }
}
