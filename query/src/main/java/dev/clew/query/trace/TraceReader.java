package dev.clew.query.trace;

import dev.clew.model.SpanBatch;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.SegmentViews;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.Field;
import dev.clew.store.segment.Segment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives spans of one trace, some thousands at a time, so that no answer needs the trace as a
/// whole. Valid as long as the snapshot it comes from. Not thread-safe.
public final class TraceReader {
  /// The largest number of spans in a batch.
  public static final int MAX_BATCH = 20_000;

  private final List<Piece> pieces;
  private final QueryBudget budget;
  private int piece = -1;
  private int at;

  /// @param rows of the segment, ascending
  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(Segment segment, int[] rows) {}

  private TraceReader(List<Piece> pieces, QueryBudget budget) {
    this.pieces = pieces;
    this.budget = budget;
  }

  /// A reader of all spans.
  ///
  /// @param pieces all pieces of the trace, at least one
  public static TraceReader of(List<TracePiece> pieces, QueryBudget budget) {
    List<Piece> whole =
        byStart(pieces)
            .map(piece -> new Piece(piece.segment(), piece.segment().spans(piece.trace())))
            .toList();
    return new TraceReader(whole, budget);
  }

  /// A reader of all spans with an id, several where different ones were sent under it.
  ///
  /// @param pieces all pieces of the trace, at least one
  public static TraceReader ofSpan(List<TracePiece> pieces, long spanId, SegmentViews views) {
    List<Piece> parts =
        byStart(pieces)
            .map(piece -> new Piece(piece.segment(), rowsOf(piece, spanId, views)))
            .toList();
    return new TraceReader(parts, views.budget());
  }

  private static Stream<TracePiece> byStart(List<TracePiece> pieces) {
    return pieces.stream()
        .sorted(Comparator.comparingLong(piece -> piece.segment().traceStart(piece.trace())));
  }

  private static int[] rowsOf(TracePiece piece, long spanId, SegmentViews views) {
    long[] ids = views.of(piece.segment()).words(Field.SPAN_ID);
    return Arrays.stream(piece.segment().spans(piece.trace()))
        .filter(row -> ids[row] == spanId)
        .toArray();
  }

  /// How many spans it gives.
  public long spanCount() {
    return pieces.stream().mapToLong(piece -> piece.rows.length).sum();
  }

  /// The next spans, of one piece after another in order of their starts; null after the last.
  /// Within a batch they are grouped by resource and scope.
  public @Nullable SpanBatch next() {
    budget.check();
    while (piece < 0 || at == pieces.get(piece).rows.length) {
      if (++piece >= pieces.size()) {
        return null;
      }
      at = 0;
    }
    Piece current = pieces.get(piece);
    int end = Math.min(current.rows.length, at + MAX_BATCH);
    int[] chunk = Arrays.copyOfRange(current.rows, at, end);
    at = end;
    return current.segment.read(chunk);
  }
}
