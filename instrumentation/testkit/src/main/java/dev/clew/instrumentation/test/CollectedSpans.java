package dev.clew.instrumentation.test;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/// A JUnit 5 extension that collects the spans of each test.
///
/// Around each test it is the global OpenTelemetry, so that whatever makes spans through the
/// OpenTelemetry API or through Clew's facade is seen; tests that use it do not run in parallel
/// within one JVM. Every span is sampled, and counts from the moment it has ended.
///
/// ```java
/// class CheckoutTest {
///   @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
///
///   @Test
///   void paysAfterTheStockIsReserved() {
///     new Checkout().run("order-1");
///     spans.assertTree("""
///         Checkout.run
///           . order.id = "order-1"
///           reserveStock
///           pay
///         """);
///   }
/// }
/// ```
public final class CollectedSpans implements BeforeEachCallback, AfterEachCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<SpanData> ended = new ArrayList<>();
  private OpenTelemetry openTelemetry = OpenTelemetry.noop();

  private CollectedSpans() {}

  /// An extension that has collected nothing yet.
  ///
  /// ```java
  /// @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  /// ```
  public static CollectedSpans create() {
    return new CollectedSpans();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    synchronized (ended) {
      ended.clear();
    }
    openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder().addSpanProcessor(new Collector()).build())
            .setPropagators(
                ContextPropagators.create(
                    TextMapPropagator.composite(
                        W3CTraceContextPropagator.getInstance(),
                        W3CBaggagePropagator.getInstance())))
            .build();
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(openTelemetry);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    GlobalOpenTelemetry.resetForTest();
  }

  /// The OpenTelemetry that collects, for code that takes one.
  ///
  /// ```java
  /// Tracer tracer = spans.openTelemetry().getTracer("shop");
  /// ```
  public OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /// The spans that have ended so far in this test, in the order they ended.
  ///
  /// ```java
  /// assertEquals(2, spans.all().size());
  /// ```
  public List<SpanData> all() {
    synchronized (ended) {
      return List.copyOf(ended);
    }
  }

  /// The only ended span of a name.
  ///
  /// ```java
  /// assertEquals(StatusCode.ERROR, spans.named("pay").getStatus().getStatusCode());
  /// ```
  ///
  /// @throws AssertionFailedError where there is none, or more than one
  public SpanData named(String name) {
    List<SpanData> all = all();
    List<SpanData> found = all.stream().filter(span -> span.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionFailedError(
          "there are " + found.size() + " spans named '" + name + "' among\n" + SpanTree.of(all));
    }
    return found.get(0);
  }

  /// Waits until so many spans have ended, for code that works on other threads.
  ///
  /// ```java
  /// queue.submit(job);
  /// spans.await(2).assertTree("submit\n  work");
  /// ```
  ///
  /// @return this
  /// @throws AssertionFailedError when it takes more than 20 s
  public CollectedSpans await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (ended) {
      while (ended.size() < count) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new AssertionFailedError(
              "only "
                  + ended.size()
                  + " of "
                  + count
                  + " spans have ended:\n"
                  + SpanTree.of(ended));
        }
        ended.wait(millis);
      }
    }
    return this;
  }

  /// Asserts that the spans that have ended form the drawn trees; {@link SpanTree} has the form.
  ///
  /// ```java
  /// spans.assertTree("GET /orders\n  SELECT orders");
  /// ```
  ///
  /// @throws AssertionFailedError with the drawn and the actual trees
  public void assertTree(String drawn) {
    SpanTree.of(all()).assertMatches(drawn);
  }

  private final class Collector implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      synchronized (ended) {
        ended.add(span.toSpanData());
        ended.notifyAll();
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
