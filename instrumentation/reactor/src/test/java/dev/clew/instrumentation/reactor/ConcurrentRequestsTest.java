package dev.clew.instrumentation.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.TracedThreads;
import dev.clew.instrumentation.Tracing;
import dev.clew.instrumentation.fixtures.Row;
import dev.clew.instrumentation.fixtures.TaskThreads;
import dev.clew.instrumentation.http.HttpTracing;
import dev.clew.instrumentation.test.CollectedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A thousand requests that are all under way at the same moment, each of which goes on in a pool,
/// on a thread of its own, along stages and in a pipeline: no span in the wrong trace.
class ConcurrentRequestsTest {
  private static final int REQUESTS = 1_000;
  private static final int SPANS_A_REQUEST = 6;
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("request");
  private static final Set<String> WORK = Set.of("pool", "thread", "stage", "pipeline", "operator");

  @RegisterExtension final CollectedSpans spans = CollectedSpans.create();

  private final CountDownLatch allArrived = new CountDownLatch(REQUESTS);
  private final ExecutorService pool = TracedThreads.executor(Executors.newFixedThreadPool(8));
  private final ThreadFactory threads = TracedThreads.factory(TaskThreads.factory());

  @Test
  @Row({"0.017", "3.023", "3.080"})
  void noSpanIsInTheWrongTrace() throws Exception {
    ReactorTracing.enable();
    ExecutorService requests = Executors.newCachedThreadPool(TaskThreads.factory());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), REQUESTS);
    server.setExecutor(requests);
    server.createContext("/work", this::serve).getFilters().add(HttpTracing.tracingMiddleware());
    server.start();
    try {
      sendAll(server.getAddress().getPort());
    } finally {
      server.stop(0);
      requests.shutdown();
      pool.shutdown();
      ReactorTracing.disable();
    }
    spans.await(REQUESTS * SPANS_A_REQUEST);

    Map<String, SpanData> byId =
        spans.all().stream().collect(Collectors.toMap(SpanData::getSpanId, Function.identity()));
    Map<String, List<SpanData>> traces =
        spans.all().stream().collect(Collectors.groupingBy(SpanData::getTraceId));
    assertThat(traces).hasSize(REQUESTS);
    Set<String> seen = new HashSet<>();
    traces
        .values()
        .forEach(
            trace -> {
              Set<String> requestsOfTrace =
                  trace.stream()
                      .filter(span -> WORK.contains(span.getName()))
                      .map(span -> String.valueOf(span.getAttributes().get(REQUEST)))
                      .collect(Collectors.toSet());
              assertThat(requestsOfTrace).hasSize(1);
              seen.addAll(requestsOfTrace);
              assertThat(trace).extracting(SpanData::getName).containsAll(WORK);
              for (SpanData span : trace) {
                SpanData parent = byId.get(span.getParentSpanId());
                String expected =
                    switch (span.getName()) {
                      case "GET /work" -> null;
                      case "operator" -> "pipeline";
                      default -> "GET /work";
                    };
                assertThat(parent == null ? null : parent.getName())
                    .as(span.getName())
                    .isEqualTo(expected);
              }
            });
    assertThat(seen).hasSize(REQUESTS);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestURI().getQuery();
    allArrived.countDown();
    try {
      if (!allArrived.await(60, TimeUnit.SECONDS)) {
        throw new IOException("missing " + allArrived.getCount() + " of the requests");
      }
      Runnable thread = () -> Tracing.withSpan("thread", () -> {}, "request", request);
      Thread started = threads.newThread(thread);
      started.start();
      CompletableFuture<Void> stages =
          CompletableFuture.runAsync(
              () -> Tracing.withSpan("stage", () -> {}, "request", request), (Executor) pool);
      pool.submit(() -> Tracing.withSpan("pool", () -> {}, "request", request)).get();
      pipeline(request).block();
      stages.get();
      started.join();
    } catch (Exception e) {
      throw new IOException(e);
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static Mono<Long> pipeline(String request) {
    return ReactorTracing.withSpan(
        "pipeline",
        Mono.delay(Duration.ofMillis(1))
            .publishOn(Schedulers.boundedElastic())
            .map(
                tick ->
                    Tracing.<Long, RuntimeException>withSpan(
                        "operator", () -> tick, "request", request)),
        "request",
        request);
  }

  private static void sendAll(int port) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
    for (int request = 0; request < REQUESTS; request++) {
      URI uri = URI.create("http://localhost:" + port + "/work?request-" + request);
      answers.add(
          client.sendAsync(
              HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding()));
    }
    for (CompletableFuture<HttpResponse<Void>> answer : answers) {
      assertThat(answer.get(120, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }
  }
}
