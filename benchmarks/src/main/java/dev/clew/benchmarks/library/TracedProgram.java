package dev.clew.benchmarks.library;

import com.sun.management.OperatingSystemMXBean;
import com.sun.net.httpserver.Filter;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.http.TracingHttpFilter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A process that takes requests at a steady pace, each with five operations in spans of their own,
/// traced as its environment says, and prints the processor time that it took.
///
/// Its arguments: requests a second, seconds of warm-up, seconds that are measured.
final class TracedProgram {
  static final int SPANS_A_REQUEST = 6;

  private static int sum;

  private TracedProgram() {}

  /// @param args requests a second, seconds of warm-up, seconds that count
  public static void main(String[] args) throws Exception {
    int pace = Integer.parseInt(args[0]);
    Tracing.init();
    Filter filter = new TracingHttpFilter();
    serve(filter, pace, Integer.parseInt(args[1]));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    serve(filter, pace, Integer.parseInt(args[2]));
    System.out.println("cpu_ns=" + (system.getProcessCpuTime() - before));
  }

  private static void serve(Filter filter, int pace, int seconds) throws Exception {
    long interval = TimeUnit.SECONDS.toNanos(1) / pace;
    long next = System.nanoTime();
    for (int request = 0; request < pace * seconds; request++) {
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      next += interval;
      new Filter.Chain(
              List.of(filter),
              exchange -> {
                for (int operation = 0; operation < SPANS_A_REQUEST - 1; operation++) {
                  work(operation);
                }
                exchange.sendResponseHeaders(200, -1);
              })
          .doFilter(new RequestInMemory());
    }
  }

  private static void work(int operation) {
    Tracing.withSpan(
        "order.step",
        () -> {
          sum += operation;
        },
        "order.id",
        "order-" + operation,
        "order.items",
        operation);
  }
}
