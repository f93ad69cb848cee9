package dev.clew.instrumentation;

import io.opentelemetry.context.Context;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/// Work on other threads, below the span that started it.
///
/// A new thread, virtual or not, knows nothing of the span that is current where it was started.
///
/// ```java
/// ExecutorService pool = TracedThreads.executor(Executors.newFixedThreadPool(4));
/// ```
public final class TracedThreads {
  private TracedThreads() {}

  /// A factory whose threads begin in the context that is current where each is made.
  ///
  /// For one thread a task: structured scopes, `Executors.newThreadPerTaskExecutor`. The threads of
  /// a pool would keep the context of their first task; for pools there is {@link #executor}.
  ///
  /// ```java
  /// ThreadFactory threads = TracedThreads.factory(Thread.ofVirtual().factory());
  /// try (var executor = Executors.newThreadPerTaskExecutor(threads)) { … }
  /// ```
  public static ThreadFactory factory(ThreadFactory threads) {
    return task -> threads.newThread(Context.current().wrap(task));
  }

  /// An executor that runs each task in the context in which it was submitted.
  ///
  /// ```java
  /// ExecutorService executor = TracedThreads.executor(Executors.newFixedThreadPool(8));
  /// ```
  ///
  /// @param executor is shut down through either of the two
  public static ExecutorService executor(ExecutorService executor) {
    return Context.taskWrapping(executor);
  }
}
