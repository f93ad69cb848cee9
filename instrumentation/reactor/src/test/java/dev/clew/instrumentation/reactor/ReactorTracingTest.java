package dev.clew.instrumentation.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ReactorTracingTest {
  private static final int REQUESTS = 1_000;

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  @BeforeEach
  void enable() {
    ReactorTracing.enable();
  }

  @AfterEach
  void disable() {
    ReactorTracing.disable();
  }

  @Test
  @Row({"0.017", "2.124"})
  void spansNestAlongAPipelineOverThreads() throws Exception {
    Mono<String> order =
        ReactorTracing.withSpan(
            "order.load",
            Mono.fromCallable(() -> Tracing.withSpan("db.query", () -> "o-1"))
                .subscribeOn(Schedulers.boundedElastic())
                .publishOn(Schedulers.parallel())
                .flatMap(
                    id ->
                        ReactorTracing.withSpan(
                            "order.price", Mono.delay(Duration.ofMillis(1)).thenReturn(id)))
                .doOnNext(id -> Tracing.setAttribute("order.found", id)),
            "order.id",
            "o-1");
    assertThat(Tracing.<String, RuntimeException>withSpan("request", () -> order.block()))
        .isEqualTo("o-1");
    spans
        .await(4)
        .assertTree(
            """
            request
              order.load
                . order.id = "o-1"
                . order.found = "o-1"
                db.query
                order.price
            """);
  }

  @Test
  void everySubscriptionHasASpanOfItsOwn() throws Exception {
    Flux<Integer> rows = ReactorTracing.withSpan("rows.read", Flux.range(1, 3));
    assertThat(spans.all()).isEmpty();
    rows.blockLast();
    rows.blockLast();
    spans.await(2).assertTree("rows.read\nrows.read\n");
  }

  @Test
  @Row({"1.122", "4.050"})
  void anErrorIsRecordedAndPassedOn() throws Exception {
    IllegalStateException error = new IllegalStateException("no such order");
    Mono<String> fails = ReactorTracing.withSpan("order.load", Mono.error(error));
    assertThatThrownBy(fails::block).isSameAs(error);
    spans
        .await(1)
        .assertTree(
            """
            order.load  ERROR "no such order"
              ! exception
                . exception.message = "no such order"
            """);
  }

  @Test
  void aCancelledSubscriptionEndsItsSpan() throws Exception {
    Disposable subscription = ReactorTracing.withSpan("for.ever", Flux.never()).subscribe();
    assertThat(spans.all()).isEmpty();
    subscription.dispose();
    spans.await(1).assertTree("for.ever\n");
  }

  @Test
  @Row({"0.017", "3.023"})
  void aThousandPipelinesAtOnceKeepTheirSpans() throws Exception {
    Flux.range(0, REQUESTS)
        .flatMap(
            request ->
                ReactorTracing.withSpan(
                    "request-" + request,
                    Mono.delay(Duration.ofMillis(5))
                        .publishOn(Schedulers.parallel())
                        .map(
                            tick ->
                                Tracing.<Long, RuntimeException>withSpan(
                                    "work", () -> tick, "request", "request-" + request))),
            REQUESTS)
        .blockLast();
    spans.await(2 * REQUESTS);
    Map<String, String> traces =
        spans.all().stream()
            .filter(span -> !span.getName().equals("work"))
            .collect(Collectors.toMap(SpanData::getName, SpanData::getTraceId));
    assertThat(traces).hasSize(REQUESTS);
    assertThat(traces.values()).doesNotHaveDuplicates();
    assertThat(spans.all())
        .filteredOn(span -> span.getName().equals("work"))
        .hasSize(REQUESTS)
        .allSatisfy(
            work ->
                assertThat(work.getTraceId())
                    .isEqualTo(
                        traces.get(
                            work.getAttributes().asMap().values().iterator().next().toString())));
  }
}
