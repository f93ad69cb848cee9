package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The spans of one trace in this process that lost the draw, from their first on.
///
/// Its monitor is held for a few instructions only, and no other is taken under it.
final class LocalRoot {
  /// What becomes of its spans.
  enum Fate {
    /// They wait.
    OPEN,
    /// They are sent.
    KEPT,
    /// Nothing failed.
    DISCARDED,
    /// There was no room.
    LOST
  }

  private final String spanId;
  private final long startedAt;
  private final Map<String, LocalRoot> index;
  private final ByteBudget budget;

  private final List<String> members = new ArrayList<>(4);
  private List<ReadableSpan> buffered = new ArrayList<>(4);
  private long memberBytes;
  private long bufferedBytes;
  private Fate fate = Fate.OPEN;
  private boolean forgotten;
  private long endedAt = Long.MAX_VALUE;

  /// @param startedAt in nanoseconds since any moment, as every time here
  /// @param index the local root of each span's id, which it adds itself to and leaves again
  /// @param budget where what it holds is taken from already
  LocalRoot(String spanId, long startedAt, Map<String, LocalRoot> index, ByteBudget budget) {
    this.spanId = spanId;
    this.startedAt = startedAt;
    this.index = index;
    this.budget = budget;
  }

  boolean is(String id) {
    return spanId.equals(id);
  }

  long startedAt() {
    return startedAt;
  }

  synchronized Fate fate() {
    return fate;
  }

  synchronized long endedAt() {
    return endedAt;
  }

  synchronized void ended(long now) {
    endedAt = now;
  }

  /// Takes in a span that starts, or gives its bytes back where it is too late.
  synchronized void join(String id, long bytes) {
    if (forgotten) {
      budget.giveBack(bytes);
      return;
    }
    members.add(id);
    index.put(id, this);
    memberBytes += bytes;
  }

  /// Decides what the end of a span changes.
  ///
  /// @param failed whether it carries an error
  /// @param bytes taken for it, which are given back where it is not held; negative where there
  /// were
  ///     none
  /// @return the spans to be sent now
  synchronized List<ReadableSpan> end(ReadableSpan span, boolean failed, long bytes) {
    boolean isRoot = is(span.getSpanContext().getSpanId());
    if (fate == Fate.OPEN && !forgotten && !failed && !isRoot && bytes >= 0) {
      buffered.add(span);
      bufferedBytes += bytes;
      return List.of();
    }
    budget.giveBack(Math.max(bytes, 0));
    if (forgotten) {
      return List.of();
    }
    if (fate == Fate.KEPT) {
      return List.of(span);
    }
    if (fate == Fate.OPEN && failed) {
      fate = Fate.KEPT;
      List<ReadableSpan> all = buffered;
      all.add(span);
      letGo();
      return all;
    }
    if (fate == Fate.OPEN) {
      fate = isRoot ? Fate.DISCARDED : Fate.LOST;
    }
    return List.of();
  }

  /// Gives up what waits, where nothing is decided yet.
  synchronized void lose() {
    if (fate == Fate.OPEN) {
      fate = Fate.LOST;
    }
  }

  /// Leaves the index: what starts or ends below it later belongs to nobody.
  synchronized void forget() {
    forgotten = true;
    members.forEach(index::remove);
    members.clear();
    budget.giveBack(memberBytes);
    memberBytes = 0;
    letGo();
  }

  private void letGo() {
    buffered = new ArrayList<>(0);
    budget.giveBack(bufferedBytes);
    bufferedBytes = 0;
  }
}
