package dev.clew.instrumentation.spi.sampling;

import dev.clew.instrumentation.spi.processing.Failure;
import dev.clew.instrumentation.spi.sampling.LocalRoot.Fate;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Holds what lost the draw until it is known whether something failed.
///
/// | what happens | what becomes of the spans of the local root |
/// | --- | --- |
/// | a span ends with an error | those that wait are sent, and so is each that ends later |
/// | the local root ends, and none had an error | all are discarded, also those that end later |
/// | 30 s have passed since the local root ended | what ends now is discarded |
/// | a local root starts, and there is no room | none of them waits: they follow the ratio |
/// | another span finds no room | all are given up: a trace is sent whole or not at all |
/// | the same, after one failed | what was sent stays; a span that starts without room is lost |
///
/// Room is made by forgetting failed local roots that have ended, before their 30 s, and by giving
/// up the oldest one that has been open for more than ten minutes: a span that nobody ends holds
/// its bytes no longer. What found no room is counted by local roots, and said once a minute.
final class ErrorBuffer {
  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");
  private static final long FOLLOWED = TimeUnit.SECONDS.toNanos(30);
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
  private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

  private final ByteBudget budget;
  private final LongSupplier nanos;
  private final Map<String, LocalRoot> index = new ConcurrentHashMap<>();

  /// Guards what follows. The monitor of a local root may be taken under it, never the other way.
  private final Object order = new Object();

  private final Set<LocalRoot> open = new LinkedHashSet<>();
  private final Queue<LocalRoot> ended = new ArrayDeque<>();
  private long lost;
  private long saidLost;
  private long saidAt;

  /// @param nanos a clock that never goes back
  ErrorBuffer(long bytes, LongSupplier nanos) {
    budget = new ByteBudget(bytes);
    this.nanos = nanos;
    saidAt = nanos.getAsLong() - QUIET;
  }

  /// Takes note of a span that is not sampled.
  void started(Context parent, ReadableSpan span) {
    String id = span.getSpanContext().getSpanId();
    SpanContext caller = Span.fromContext(parent).getSpanContext();
    if (!caller.isValid() || caller.isRemote()) {
      startRoot(id);
      return;
    }
    LocalRoot root = index.get(caller.getSpanId());
    if (root == null) {
      return; // its root found no room, or is decided
    }
    if (take(SpanSize.ENTRY)) {
      root.join(id, SpanSize.ENTRY);
    } else {
      root.lose();
      settle(root, false);
    }
  }

  private void startRoot(String id) {
    boolean fits = take(SpanSize.ENTRY);
    long now = nanos.getAsLong();
    synchronized (order) {
      while (!ended.isEmpty() && now - ended.element().endedAt() > FOLLOWED) {
        ended.remove().forget();
      }
      if (!fits) {
        lost++;
        sayLost(now);
        return;
      }
      LocalRoot root = new LocalRoot(id, now, index, budget);
      root.join(id, SpanSize.ENTRY);
      open.add(root);
    }
  }

  /// Takes a span that has ended, and is not sampled.
  ///
  /// @return the spans to be sent now, in the order in which they ended
  List<ReadableSpan> ended(ReadableSpan span) {
    String id = span.getSpanContext().getSpanId();
    LocalRoot root = index.get(id);
    if (root == null) {
      return List.of();
    }
    boolean isRoot = root.is(id);
    if (root.fate() == Fate.KEPT && !isRoot) {
      boolean follows = root.endedAt() > nanos.getAsLong() - FOLLOWED;
      return follows ? List.of(span) : List.of();
    }
    SpanData data = span.toSpanData();
    boolean failed = Failure.isIn(data);
    long bytes = failed || isRoot ? 0 : SpanSize.of(data);
    List<ReadableSpan> kept = root.end(span, failed, take(bytes) ? bytes : -1);
    settle(root, isRoot);
    return kept;
  }

  private void settle(LocalRoot root, boolean isRoot) {
    Fate fate = root.fate();
    if (fate == Fate.OPEN || (fate == Fate.KEPT && !isRoot)) {
      return;
    }
    long now = nanos.getAsLong();
    synchronized (order) {
      if (!open.remove(root)) {
        return;
      }
      if (fate == Fate.KEPT) {
        root.ended(now);
        ended.add(root);
        return;
      }
      if (fate == Fate.LOST) {
        lost++;
        sayLost(now);
      }
    }
    root.forget();
  }

  private boolean take(long bytes) {
    while (!budget.tryTake(bytes)) {
      LocalRoot leaving = oldest();
      if (leaving == null) {
        return false;
      }
      leaving.forget();
    }
    return true;
  }

  private @Nullable LocalRoot oldest() {
    long now = nanos.getAsLong();
    synchronized (order) {
      LocalRoot first = ended.poll();
      if (first != null) {
        return first;
      }
      Iterator<LocalRoot> roots = open.iterator();
      LocalRoot root = roots.hasNext() ? roots.next() : null;
      if (root == null || now - root.startedAt() <= PATIENCE) {
        return null;
      }
      roots.remove();
      if (root.fate() == Fate.OPEN) {
        lost++;
        sayLost(now);
      }
      return root;
    }
  }

  private void sayLost(long now) {
    if (now - saidAt >= QUIET) {
      LOGGER.warning(
          "%d local roots found no room in %d bytes, and follow the ratio whether they fail or not; %d so far"
              .formatted(lost - saidLost, budget.limit(), lost));
      saidAt = now;
      saidLost = lost;
    }
  }

  /// How many local roots found no room.
  long lost() {
    synchronized (order) {
      return lost;
    }
  }

  /// The bytes that are held now.
  long bytes() {
    return budget.used();
  }
}
