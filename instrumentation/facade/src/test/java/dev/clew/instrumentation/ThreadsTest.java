package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.fixtures.TaskThreads;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThreadsTest {
  private static final int REQUESTS = 1_000;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row({"0.017", "3.023", "2.124"})
  void keepsTheParentOnThreadsOfTheirOwn() throws Exception {
    ThreadFactory threads = TracedThreads.factory(TaskThreads.factory());
    everyRequestKeepsItsSpans(
        task -> {
          Thread thread = threads.newThread(task);
          thread.start();
          return () -> {
            thread.join();
            return null;
          };
        });
  }

  @Test
  @Row({"0.017", "3.023"})
  void keepsTheParentInAPool() throws Exception {
    ExecutorService pool = TracedThreads.executor(Executors.newFixedThreadPool(8));
    try {
      everyRequestKeepsItsSpans(
          task -> {
            Future<?> future = pool.submit(task);
            return future::get;
          });
    } finally {
      pool.shutdown();
    }
  }

  @Test
  @Row({"0.017", "1.047"})
  void keepsTheParentAlongAChainOfStages() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    Executor traced = TracedThreads.executor(pool);
    try {
      everyRequestKeepsItsSpans(
          task -> {
            CompletableFuture<Void> chain = CompletableFuture.runAsync(task, traced);
            return chain::get;
          });
    } finally {
      pool.shutdown();
    }
  }

  /// A thousand requests at once, each with a span that starts work elsewhere, whose span belongs
  /// to it.
  private void everyRequestKeepsItsSpans(Function<Runnable, Call<?, Exception>> start)
      throws Exception {
    List<Call<?, Exception>> waits = new ArrayList<>();
    ExecutorService requests = Executors.newFixedThreadPool(16);
    try {
      List<Future<Call<?, Exception>>> started = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        String id = "request-" + i;
        started.add(
            requests.submit(
                () ->
                    Tracing.withSpan(
                        id,
                        () ->
                            start.apply(() -> Tracing.withSpan("work", () -> {}, "request", id)))));
      }
      for (Future<Call<?, Exception>> request : started) {
        waits.add(request.get());
      }
    } finally {
      requests.shutdown();
    }
    for (Call<?, Exception> wait : waits) {
      wait.call();
    }
    spans.await(2 * REQUESTS);
    Map<String, SpanData> byName =
        spans.all().stream()
            .filter(span -> !span.getName().equals("work"))
            .collect(Collectors.toMap(SpanData::getName, span -> span));
    assertThat(spans.all())
        .filteredOn(span -> span.getName().equals("work"))
        .hasSize(REQUESTS)
        .allSatisfy(
            work -> {
              String request =
                  String.valueOf(work.getAttributes().asMap().values().iterator().next());
              SpanData parent = byName.get(request);
              assertThat(work.getParentSpanId()).isEqualTo(parent.getSpanId());
              assertThat(work.getTraceId()).isEqualTo(parent.getTraceId());
            });
  }
}
