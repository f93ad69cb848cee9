package dev.clew.instrumentation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands events from where they happen to whoever wants to know in the same process, with the trace
/// they belong to.
///
/// Subscribers run on an executor of the application's, with the publisher's context current: their
/// spans are below its span, on whatever thread. The executor bounds what waits, and what a
/// subscriber throws is the executor's to handle.
///
/// ```java
/// EventBus bus = new EventBus(Executors.newFixedThreadPool(2));
/// bus.subscribe(event -> audit.write(event.name(), event.traceId()));
/// bus.publish("job.started", "job.id", job.id());
/// ```
public final class EventBus {
  private final Executor executor;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  /// A bus without subscribers.
  ///
  /// ```java
  /// EventBus bus = new EventBus(Runnable::run); // on the publisher's own thread
  /// ```
  public EventBus(Executor executor) {
    this.executor = executor;
  }

  /// Hands every event from now on to a subscriber.
  ///
  /// ```java
  /// EventBus.Subscription audit = bus.subscribe(event -> log.info(event.toString()));
  /// ```
  public Subscription subscribe(Consumer<BusEvent> subscriber) {
    Subscription subscription = new Subscription(subscriber);
    subscriptions.add(subscription);
    return subscription;
  }

  /// Hands an event to all subscribers, and does not wait for them.
  ///
  /// ```java
  /// bus.publish("order.created", "order.id", id, "order.total", 12.5);
  /// ```
  ///
  /// @param attributes keys and values in turn, or maps, as everywhere in {@link Tracing}
  /// @throws java.util.concurrent.RejectedExecutionException where the executor takes no more
  public void publish(String name, @Nullable Object... attributes) {
    if (subscriptions.isEmpty()) {
      return;
    }
    Context context = Context.current();
    SpanContext span = Span.fromContext(context).getSpanContext();
    BusEvent event =
        new BusEvent(
            name,
            AttributePairs.of(attributes),
            Instant.now(),
            span.getTraceId(),
            span.getSpanId(),
            context);
    for (Subscription subscription : subscriptions) {
      executor.execute(context.wrap(() -> subscription.subscriber.accept(event)));
    }
  }

  /// A subscriber's place on the bus.
  ///
  /// ```java
  /// try (EventBus.Subscription audit = bus.subscribe(events::add)) {
  ///   run();
  /// }
  /// ```
  public final class Subscription implements AutoCloseable {
    private final Consumer<BusEvent> subscriber;

    private Subscription(Consumer<BusEvent> subscriber) {
      this.subscriber = subscriber;
    }

    /// Ends it; an event that was published before may still come.
    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
