package dev.clew.store;

/// Waiting for threads that own files, which an interrupt would close.
final class Threads {
  private Threads() {}

  /// Waits until a thread has ended, interrupted or not.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
