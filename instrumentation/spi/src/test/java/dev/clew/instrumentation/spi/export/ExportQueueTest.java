package dev.clew.instrumentation.spi.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.fixtures.LoggedLines;
import dev.clew.instrumentation.fixtures.Row;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportQueueTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ExportLimits BATCHES = new ExportLimits(2048, 512, HOUR, HOUR);

  @RegisterExtension final LoggedLines log = new LoggedLines();
  private final LossReports reports = new LossReports(Duration.ofMillis(20));
  private final List<SdkTracerProvider> providers = new ArrayList<>();
  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void close() {
    open.countDown();
    providers.forEach(SdkTracerProvider::close);
  }

  private ExportQueue queue(SpanExporter exporter, ExportLimits limits, boolean simple) {
    return new ExportQueue("test", exporter, limits, simple, reports, () -> {});
  }

  private Tracer tracer(ExportQueue... queues) {
    var builder = SdkTracerProvider.builder();
    for (ExportQueue queue : queues) {
      builder.addSpanProcessor(queue);
    }
    SdkTracerProvider provider = builder.build();
    providers.add(provider);
    return provider.get("test");
  }

  private static void make(Tracer tracer, int spans) {
    for (int i = 0; i < spans; i++) {
      tracer.spanBuilder("span " + i).startSpan().end();
    }
  }

  private static boolean await(CompletableResultCode result) {
    return result.join(1, TimeUnit.MINUTES).isSuccess();
  }

  private static void until(Condition condition) throws InterruptedException {
    for (int i = 0; i < 60_000 && !condition.holds(); i++) {
      Thread.sleep(1);
    }
    assertThat(condition.holds()).isTrue();
  }

  private interface Condition {
    boolean holds();
  }

  /// Remembers the batches that it was given, and answers each as it is told.
  private static class Collecting implements SpanExporter {
    final ConcurrentLinkedQueue<List<SpanData>> batches = new ConcurrentLinkedQueue<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      batches.add(List.copyOf(spans));
      return CompletableResultCode.ofSuccess();
    }

    int spans() {
      return batches.stream().mapToInt(List::size).sum();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /// Takes one batch and is not heard of again until the test ends.
  private final class Hanging extends Collecting {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      super.export(spans);
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return CompletableResultCode.ofFailure();
    }
  }

  @Test
  @Row("3.010")
  void sendsFullBatchesAtOnceAndTheRestWithTheFlush() throws InterruptedException {
    Collecting exporter = new Collecting();
    ExportQueue queue = queue(exporter, BATCHES, false);
    Tracer tracer = tracer(queue);
    make(tracer, 511);
    assertThat(exporter.batches).isEmpty();
    make(tracer, 2);
    until(() -> !exporter.batches.isEmpty());
    assertThat(await(queue.forceFlush())).isTrue();
    assertThat(exporter.spans()).isEqualTo(513);
    assertThat(exporter.batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 512));
    assertThat(queue.status()).isEqualTo(new ExporterStatus("test", 0, 513, Map.of()));
  }

  @Test
  void sendsWhatWaitsWhenTheDelayIsOver() throws InterruptedException {
    Collecting exporter = new Collecting();
    ExportLimits brief = new ExportLimits(2048, 512, Duration.ofMillis(5), HOUR);
    make(tracer(queue(exporter, brief, false)), 3);
    until(() -> exporter.spans() == 3);
  }

  @Test
  @Row("3.010")
  void sendsEachSpanAsItEndsWhereItIsSimple() throws InterruptedException {
    Collecting exporter = new Collecting();
    Tracer tracer = tracer(queue(exporter, BATCHES, true));
    for (int i = 1; i <= 20; i++) {
      int soFar = i;
      make(tracer, 1);
      until(() -> exporter.spans() == soFar);
    }
  }

  @Test
  void aFlushSendsAllThatEndedBeforeIt() {
    Collecting exporter = new Collecting();
    ExportQueue queue = queue(exporter, BATCHES, false);
    Tracer tracer = tracer(queue);
    for (int i = 1; i <= 5_000; i++) {
      make(tracer, 1);
      assertThat(await(queue.forceFlush())).isTrue();
      assertThat(exporter.spans()).isEqualTo(i);
    }
  }

  @Test
  void keepsEverySpanOfManyThreads() throws InterruptedException {
    Collecting exporter = new Collecting();
    ExportQueue queue = queue(exporter, new ExportLimits(100_000, 100, HOUR, HOUR), false);
    Tracer tracer = tracer(queue);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(new Thread(() -> make(tracer, 5_000)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(await(queue.forceFlush())).isTrue();
    assertThat(exporter.spans()).isEqualTo(40_000);
    assertThat(exporter.batches.stream().flatMap(List::stream).map(SpanData::getSpanId).distinct())
        .hasSize(40_000);
  }

  @Test
  @Row("4.101")
  void aHangingExporterCostsItsOwnSpansOnly() throws InterruptedException {
    Hanging hanging = new Hanging();
    Collecting healthy = new Collecting();
    ExportQueue bad = queue(hanging, BATCHES, false);
    ExportQueue good = queue(healthy, BATCHES, false);
    Tracer tracer = tracer(bad, good);
    for (int i = 0; i < 10; i++) {
      make(tracer, 1_000);
      assertThat(await(good.forceFlush())).isTrue();
    }
    assertThat(good.status()).isEqualTo(new ExporterStatus("test", 0, 10_000, Map.of()));
    assertThat(healthy.spans()).isEqualTo(10_000);
    ExporterStatus status = bad.status();
    int taken = hanging.spans();
    assertThat(status.waiting()).isEqualTo(2048);
    assertThat(status.lost()).containsOnlyKeys("queue_full");
    assertThat(status.lostInAll()).isEqualTo(10_000 - 2048 - taken);
    until(() -> log.lines().stream().anyMatch(line -> line.contains("the exporter 'test' lost ")));
  }

  @Test
  void saysAgainWhatWasLostSinceTheLastTime() throws InterruptedException {
    ExportQueue queue = queue(new Hanging(), new ExportLimits(1, 1, HOUR, HOUR), false);
    Tracer tracer = tracer(queue);
    make(tracer, 1);
    until(() -> queue.status().waiting() == 0);
    make(tracer, 6);
    until(() -> log.lines().contains("WARNING the exporter 'test' lost 5 spans: queue_full 5"));
    make(tracer, 1);
    until(() -> log.lines().contains("WARNING the exporter 'test' lost 1 span: queue_full 1"));
    assertThat(queue.status().lost()).isEqualTo(Map.of("queue_full", 6L));
  }

  @Test
  void survivesAnExporterThatThrows() {
    Collecting exporter =
        new Collecting() {
          @Override
          public CompletableResultCode export(Collection<SpanData> spans) {
            super.export(spans);
            if (batches.size() == 1) {
              throw new StackOverflowError("deep");
            }
            return CompletableResultCode.ofSuccess();
          }
        };
    ExportQueue queue = queue(exporter, BATCHES, false);
    Tracer tracer = tracer(queue);
    make(tracer, 2);
    assertThat(await(queue.forceFlush())).isFalse();
    make(tracer, 3);
    assertThat(await(queue.forceFlush())).isTrue();
    assertThat(queue.status())
        .isEqualTo(new ExporterStatus("test", 0, 3, Map.of("StackOverflowError", 2L)));
  }

  @Test
  void givesAnExporterThatDoesNotAnswerNoMoreThanSoManyBatches() throws InterruptedException {
    List<CompletableResultCode> asked = new ArrayList<>();
    Collecting exporter =
        new Collecting() {
          @Override
          public synchronized CompletableResultCode export(Collection<SpanData> spans) {
            super.export(spans);
            CompletableResultCode answer = new CompletableResultCode();
            asked.add(answer);
            return answer;
          }
        };
    ExportLimits brief = new ExportLimits(2048, 10, HOUR, Duration.ofMillis(5));
    ExportQueue queue = queue(exporter, brief, false);
    make(tracer(queue), 1_000);
    until(() -> queue.status().lost().equals(Map.of("timeout", 40L)));
    assertThat(exporter.spans()).isEqualTo(40);
    synchronized (exporter) {
      asked.get(0).succeed();
    }
    until(() -> exporter.spans() == 50);
  }

  @Test
  void sendsTheRestAtTheEnd() {
    Collecting exporter = new Collecting();
    ExportQueue queue = queue(exporter, BATCHES, false);
    Tracer tracer = tracer(queue);
    make(tracer, 700);
    assertThat(await(queue.shutdown())).isTrue();
    assertThat(exporter.spans()).isEqualTo(700);
    assertThat(await(queue.forceFlush())).isTrue();
    tracer.spanBuilder("late").startSpan().end();
    assertThat(exporter.spans()).isEqualTo(700);
  }

  @Test
  void endsAlsoWhereTheExporterHangs() throws InterruptedException {
    Hanging exporter = new Hanging();
    ExportQueue queue = queue(exporter, BATCHES, false);
    Tracer tracer = tracer(queue);
    make(tracer, 512);
    until(() -> exporter.spans() == 512);
    make(tracer, 100);
    CompletableResultCode flush = queue.forceFlush();
    assertThat(await(queue.shutdown())).isFalse();
    assertThat(await(flush)).isFalse();
    assertThat(queue.status().lost()).isEqualTo(Map.of("shut_down", 612L));
    until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("clew-export-test")));
  }

  @Test
  void leavesUnsampledSpansAlone() {
    Collecting exporter = new Collecting();
    ExportQueue queue = queue(exporter, BATCHES, false);
    SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(queue).setSampler(Sampler.alwaysOff()).build();
    providers.add(provider);
    make(provider.get("test"), 10);
    assertThat(await(queue.forceFlush())).isTrue();
    assertThat(queue.status()).isEqualTo(new ExporterStatus("test", 0, 0, Map.of()));
  }
}
