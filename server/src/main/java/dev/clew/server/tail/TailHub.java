package dev.clew.server.tail;

import dev.clew.model.SpanBatch;
import dev.clew.server.storage.StoreGate;
import dev.clew.store.AppendListener;
import dev.clew.store.Store;
import dev.clew.store.Tenants;
import dev.clew.store.live.Arena;
import dev.clew.store.segment.Segment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands stored batches to listeners on a thread of its own.
///
/// What waits for that thread is bounded in bytes: batches beyond are dropped, and their spans
/// counted for every listener, so that appending never waits for somebody who looks on.
public final class TailHub implements AppendListener, AutoCloseable {
  /// The most bytes of batches, roughly, that wait.
  private static final long MAX_WAITING_BYTES = 32L << 20;

  private static final int MAX_LISTENERS = 64;
  private static final int BYTES_PER_SPAN = 160;
  private static final int BYTES_PER_ATTRIBUTE = 16;
  private static final long KEEP_ALIVE_SECONDS = 15;
  private static final Logger LOG = LoggerFactory.getLogger(TailHub.class);

  private final CopyOnWriteArrayList<TailListener> listeners = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Arrival> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Thread thread = Thread.ofPlatform().daemon().name("tail").unstarted(this::run);

  /// Begins to listen once the store is open.
  public static TailHub on(StoreGate gate) {
    TailHub hub = new TailHub();
    var _ = gate.opened().thenAccept(hub::begin);
    return hub;
  }

  private void begin(Store store) {
    // The store lets go of its listeners when it closes, and that is when this ends too.
    var _ = store.subscribe(this);
    thread.start();
  }

  /// Adds a listener, if there are not too many.
  ///
  /// @return whether it was added
  public synchronized boolean add(TailListener listener) {
    return listeners.size() < MAX_LISTENERS && listeners.add(listener);
  }

  @Override
  public void appended(String tenant, SpanBatch batch, boolean @Nullable [] repeats) {
    if (listeners.isEmpty() || !tenant.equals(Tenants.DEFAULT)) {
      return;
    }
    long bytes = bytes(batch);
    if (waitingBytes.addAndGet(bytes) > MAX_WAITING_BYTES) {
      waitingBytes.addAndGet(-bytes);
      for (TailListener listener : listeners) {
        listener.missed(batch.size());
      }
      return;
    }
    waiting.add(new Arrival(batch, repeats, bytes));
  }

  private static long bytes(SpanBatch batch) {
    long attributes =
        (long) batch.attributes().entryCount() + batch.events().attributes().entryCount();
    return batch.strings().byteSize()
        + batch.blobs().byteSize()
        + (long) batch.size() * BYTES_PER_SPAN
        + attributes * BYTES_PER_ATTRIBUTE;
  }

  private void run() {
    try {
      while (true) {
        Arrival arrival = waiting.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        if (arrival == null) {
          listeners.removeIf(listener -> !listener.keepAlive());
        } else {
          waitingBytes.addAndGet(-arrival.bytes());
          deliver(arrival);
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("the tail ends");
    }
  }

  private void deliver(Arrival arrival) {
    Arena arena = new Arena("tail", arrival.batch().size());
    arena.append(arrival.batch(), arrival.repeats());
    Segment segment = arena.snapshot();
    for (TailListener listener : List.copyOf(listeners)) {
      boolean listens;
      try {
        listens = listener.arrived(segment);
      } catch (RuntimeException e) {
        LOG.error("a tail listener failed and is let go", e);
        listens = false;
      }
      if (!listens) {
        listeners.remove(listener);
      }
    }
  }

  /// Ends every listener.
  @Override
  public void close() {
    thread.interrupt();
    for (TailListener listener : listeners) {
      listener.end();
    }
  }

  /// @param repeats of each span whether it is not to be shown; null for none
  @SuppressWarnings("ArrayRecordComponent")
  private record Arrival(SpanBatch batch, boolean @Nullable [] repeats, long bytes) {}
}
