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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/// A JUnit 5 extension that collects the spans of each test.
///
/// It sets the global OpenTelemetry of the JVM, so that whatever makes spans through the
/// OpenTelemetry API or through Clew's facade is seen, in one test at a time. Every span is
/// sampled, and counts from the moment it has ended. An application that initialises tracing itself
/// adopts what is set here, as long as that happens after {@link #create}.
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

  /// One for the JVM: code under test may keep the tracer it got in an earlier test.
  private static final OpenTelemetry COLLECTING =
      OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(new Collector()).build())
          .setPropagators(
              ContextPropagators.create(
                  TextMapPropagator.composite(
                      W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
          .build();

  private static @Nullable OpenTelemetry global;
  private static volatile @Nullable CollectedSpans active;

  private final List<SpanData> ended = new ArrayList<>();

  private CollectedSpans() {}

  /// An extension that has collected nothing yet.
  ///
  /// ```java
  /// @RegisterExtension final CollectedSpans spans = CollectedSpans.create();
  /// ```
  ///
  /// @throws IllegalStateException where something else has set the global OpenTelemetry of this
  /// JVM
  public static CollectedSpans create() {
    install();
    return new CollectedSpans();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    synchronized (ended) {
      ended.clear();
    }
    install();
    active = this;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    active = null;
  }

  private static synchronized void install() {
    if (!GlobalOpenTelemetry.isSet()) {
      GlobalOpenTelemetry.set(COLLECTING);
      global = GlobalOpenTelemetry.getOrNoop();
    } else if (GlobalOpenTelemetry.getOrNoop() != global) {
      throw new IllegalStateException(
          "the global OpenTelemetry was set before CollectedSpans.create, so the spans would go"
              + " there");
    }
  }

  /// The OpenTelemetry that collects, for code that takes one.
  ///
  /// ```java
  /// Tracer tracer = spans.openTelemetry().getTracer("shop");
  /// ```
  public OpenTelemetry openTelemetry() {
    return COLLECTING;
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

  private static final class Collector implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      CollectedSpans test = active;
      if (test != null) {
        synchronized (test.ended) {
          test.ended.add(span.toSpanData());
          test.ended.notifyAll();
        }
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
