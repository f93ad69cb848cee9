package dev.clew.query.trace;

import dev.clew.model.SpanBatch;
import dev.clew.query.read.QueryBudget;
import dev.clew.store.StoreSnapshot.TracePiece;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives all spans of one trace, some thousands at a time, so that no answer needs the trace as a
/// whole. Valid as long as the snapshot it comes from. Not thread-safe.
public final class TraceReader {
  /// The largest number of spans in a batch.
  public static final int MAX_BATCH = 20_000;

  private final List<TracePiece> pieces;
  private final QueryBudget budget;
  private final long spanCount;
  private int piece = -1;
  private int[] rows = {};
  private int at;

  /// @param pieces all pieces of the trace, at least one
  public TraceReader(List<TracePiece> pieces, QueryBudget budget) {
    this.pieces =
        pieces.stream()
            .sorted(Comparator.comparingLong(p -> p.segment().traceStart(p.trace())))
            .toList();
    this.budget = budget;
    this.spanCount = pieces.stream().mapToLong(p -> p.segment().spans(p.trace()).length).sum();
  }

  /// How many spans the trace has.
  public long spanCount() {
    return spanCount;
  }

  /// The next spans, of one piece after another in order of their starts; null after the last.
  /// Within a batch they are grouped by resource and scope.
  public @Nullable SpanBatch next() {
    budget.check();
    while (at == rows.length) {
      if (++piece >= pieces.size()) {
        return null;
      }
      TracePiece next = pieces.get(piece);
      rows = next.segment().spans(next.trace());
      at = 0;
    }
    int end = Math.min(rows.length, at + MAX_BATCH);
    int[] chunk = Arrays.copyOfRange(rows, at, end);
    at = end;
    return pieces.get(piece).segment().read(chunk);
  }
}
