package dev.clew.instrumentation.spi.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.spi.TestSdk;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErrorBufferTest {
  private static final int THREADS = 50;

  @RegisterExtension final LoggedLines log = new LoggedLines();

  /// Records all, samples none.
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().setSampler(ErrorsOrRatio.sampler(0)).build();

  private final Tracer tracer = provider.get("test");

  @AfterEach
  void close() {
    provider.close();
  }

  private Span start(String name, Context parent) {
    return tracer.spanBuilder(name).setParent(parent).startSpan();
  }

  private static String id(ReadableSpan span) {
    return span.getSpanContext().getSpanId();
  }

  private static List<String> ids(List<ReadableSpan> spans) {
    return spans.stream().map(ErrorBufferTest::id).toList();
  }

  @Test
  void doesWhatTheSlowOneDoes() {
    for (int round = 0; round < 60; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      long limit = 2_000L + random.nextInt(20_000);
      AtomicLong clock = new AtomicLong(-TimeUnit.HOURS.toNanos(1));
      ErrorBuffer buffer = new ErrorBuffer(limit, clock::get);
      SlowErrorBuffer slow = new SlowErrorBuffer(limit);
      List<Span> open = new ArrayList<>();
      List<Span> past = new ArrayList<>();
      for (int step = 0; step < 1_500; step++) {
        clock.addAndGet(
            random.nextInt(40) == 0
                ? TimeUnit.SECONDS.toNanos(random.nextInt(400))
                : random.nextInt(1_000_000));
        if (open.isEmpty() || (open.size() < 60 && random.nextBoolean())) {
          List<Span> parents = random.nextInt(8) == 0 ? past : open;
          Context parent = Context.root();
          String parentId = "";
          if (!parents.isEmpty() && random.nextInt(3) > 0) {
            Span above = parents.get(random.nextInt(parents.size()));
            parent = parent.with(above);
            parentId = above.getSpanContext().getSpanId();
          }
          Span span = start("s", parent);
          open.add(span);
          buffer.started(parent, (ReadableSpan) span);
          slow.started(span.getSpanContext().getSpanId(), parentId, clock.get());
        } else {
          Span span = open.remove(random.nextInt(open.size()));
          boolean failed = random.nextInt(12) == 0;
          if (failed && random.nextBoolean()) {
            span.recordException(new IllegalStateException());
          } else if (failed) {
            span.setStatus(StatusCode.ERROR);
          }
          span.setAttribute("text", "x".repeat(random.nextInt(300)));
          span.end();
          past.add(span);
          ReadableSpan ended = (ReadableSpan) span;
          long bytes = SpanSize.of(ended.toSpanData());
          assertThat(ids(buffer.ended(ended)))
              .as("seed %d, step %d", seed, step)
              .isEqualTo(slow.ended(id(ended), failed, bytes, clock.get()));
        }
        assertThat(buffer.lost()).as("seed %d, step %d", seed, step).isEqualTo(slow.lost);
        assertThat(buffer.bytes())
            .as("seed %d, step %d", seed, step)
            .isEqualTo(slow.bytes())
            .isLessThanOrEqualTo(limit);
      }
    }
  }

  @Test
  void followsAFailedRootForThirtySeconds() {
    AtomicLong clock = new AtomicLong();
    ErrorBuffer buffer = new ErrorBuffer(10_000, clock::get);
    Span root = start("root", Context.root());
    Context under = Context.root().with(root);
    buffer.started(Context.root(), (ReadableSpan) root);
    List<Span> late = List.of(start("in time", under), start("too late", under));
    late.forEach(span -> buffer.started(under, (ReadableSpan) span));
    root.setStatus(StatusCode.ERROR).end();
    assertThat(buffer.ended((ReadableSpan) root)).hasSize(1);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(30) - 1);
    assertThat(buffer.ended((ReadableSpan) late.get(0))).hasSize(1);
    clock.addAndGet(1);
    assertThat(buffer.ended((ReadableSpan) late.get(1))).isEmpty();
  }

  @Test
  @Row("3.101")
  void sendsEveryFailedTraceWholeFromManyThreads() throws Exception {
    try (TestSdk sdk =
        new TestSdk(
            "OTEL_TRACES_SAMPLER", "errors_or_ratio",
            "OTEL_TRACES_SAMPLER_ARG", "0",
            "OTEL_BSP_MAX_QUEUE_SIZE", "100000")) {
      Set<String> failed = new HashSet<>();
      inThreads(thread -> requests(sdk.tracer(), new Random(thread))).forEach(failed::addAll);
      TreeMap<String, Integer> sent = new TreeMap<>();
      for (SpanData span : sdk.exported()) {
        sent.merge(span.getTraceId(), 1, Integer::sum);
      }
      assertThat(sent.keySet()).isEqualTo(failed);
      assertThat(sent.values()).containsOnly(6);
      assertThat(failed).hasSizeGreaterThan(THREADS);
    }
  }

  /// Traces of six spans, some of which fail; returns the ids of those.
  private static List<String> requests(Tracer tracer, Random random) {
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int failing = random.nextInt(60);
      Span root = tracer.spanBuilder("root").setNoParent().startSpan();
      Span last = root;
      List<Span> below = new ArrayList<>();
      for (int child = 0; child < 5; child++) {
        last = tracer.spanBuilder("child").setParent(Context.root().with(last)).startSpan();
        below.add(0, last);
      }
      if (failing < 5) {
        below.get(failing).setStatus(StatusCode.ERROR);
        failed.add(root.getSpanContext().getTraceId());
      }
      below.forEach(Span::end);
      root.end();
    }
    return failed;
  }

  @Test
  void staysWithinItsBytesWhereManyThreadsFillIt() throws Exception {
    long limit = 8_000; // less than the traces of one thread take
    ErrorBuffer buffer = new ErrorBuffer(limit, System::nanoTime);
    ConcurrentLinkedQueue<ReadableSpan> sent = new ConcurrentLinkedQueue<>();
    Set<String> failed = new HashSet<>();
    inThreads(
            thread -> {
              Set<String> failing = new HashSet<>();
              Random random = new Random(thread);
              for (int i = 0; i < 20; i++) {
                overlapping(buffer, random, failing, sent);
                assertThat(buffer.bytes()).isBetween(0L, limit);
              }
              return failing;
            })
        .forEach(failed::addAll);
    assertThat(sent).extracting(ErrorBufferTest::id).doesNotHaveDuplicates();
    assertThat(sent)
        .isNotEmpty()
        .allMatch(span -> failed.contains(span.getSpanContext().getTraceId()));
    assertThat(buffer.lost()).isPositive();
    assertThat(log.lines()).singleElement().asString().contains("found no room in 8000 bytes");
  }

  /// Five traces of six spans that are open at once.
  private void overlapping(
      ErrorBuffer buffer, Random random, Set<String> failing, Collection<ReadableSpan> sent) {
    List<Span> roots = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Span root = start("root", Context.root());
      roots.add(root);
      Context under = Context.root().with(root);
      buffer.started(Context.root(), (ReadableSpan) root);
      for (int child = 0; child < 5; child++) {
        Span span = start("child", under);
        buffer.started(under, (ReadableSpan) span);
        if (random.nextInt(20) == 0) {
          span.setStatus(StatusCode.ERROR);
          failing.add(root.getSpanContext().getTraceId());
        }
        span.end();
        sent.addAll(buffer.ended((ReadableSpan) span));
      }
    }
    for (Span root : roots) {
      root.end();
      sent.addAll(buffer.ended((ReadableSpan) root));
    }
  }

  private static <T> List<T> inThreads(Work<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int number = thread;
        tasks.add(() -> work.in(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }

  private interface Work<T> {
    T in(int thread) throws Exception;
  }
}
