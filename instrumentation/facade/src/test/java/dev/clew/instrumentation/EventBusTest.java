package dev.clew.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventBusTest {
  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @Test
  @Row("3.125")
  void subscribersOnOtherThreadsWorkInThePublishersTrace() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<BusEvent> events = Collections.synchronizedList(new ArrayList<>());
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    EventBus bus = new EventBus(pool);
    bus.subscribe(events::add);
    bus.subscribe(
        event -> {
          threads.add(Thread.currentThread().getName());
          Tracing.withSpan("audit.write", () -> {}, "event.name", event.name());
        });
    Tracing.withSpan("job.run", () -> bus.publish("job.started", "job.id", "job-123"));
    bus.publish("bus.idle");
    pool.shutdown();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

    assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread().getName());
    spans.assertTree(
        """
        job.run
          audit.write
            . event.name = "job.started"
        audit.write
          . event.name = "bus.idle"
        """);
    assertThat(events).extracting(BusEvent::name).containsOnly("job.started", "bus.idle");
    BusEvent started =
        events.stream().filter(event -> event.name().equals("job.started")).findFirst().get();
    assertThat(started.traceId()).isEqualTo(spans.named("job.run").getTraceId());
    assertThat(started.spanId()).isEqualTo(spans.named("job.run").getSpanId());
    assertThat(started.attributes().get(AttributeKey.stringKey("job.id"))).isEqualTo("job-123");
  }

  @Test
  void aClosedSubscriptionGetsNothingAndAFailingSubscriberIsTheExecutorsMatter() {
    List<String> names = new ArrayList<>();
    EventBus bus = new EventBus(Runnable::run);
    EventBus.Subscription subscription = bus.subscribe(event -> names.add(event.name()));
    bus.publish("one");
    subscription.close();
    bus.publish("two");
    assertThat(names).containsExactly("one");
    bus.subscribe(
        event -> {
          throw new IllegalStateException("full");
        });
    assertThatThrownBy(() -> bus.publish("three")).isInstanceOf(IllegalStateException.class);
  }
}
