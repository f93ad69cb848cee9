package dev.clew.instrumentation.spi.export;

/// Threads that keep neither the JVM alive nor the application's class loader.
final class Daemon {
  private Daemon() {}

  static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(Daemon.class.getClassLoader());
    return thread;
  }
}
