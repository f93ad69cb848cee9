package dev.clew.query.trace;

import dev.clew.query.read.SegmentView;
import dev.clew.query.read.SegmentViews;
import dev.clew.store.StoreSnapshot.TracePiece;
import dev.clew.store.segment.Field;
import java.util.List;

/// What is needed to draw a trace. Arrays are not to be written to.
///
/// @param spans the spans; their rows number the other arrays too
/// @param events of each span how many events it has
/// @param links of each span how many links it has
@SuppressWarnings("ArrayRecordComponent")
public record TraceDrawing(TraceColumns spans, int[] events, int[] links) {
  /// Reads a trace.
  ///
  /// @param pieces all pieces of the trace, at least one
  public static TraceDrawing read(List<TracePiece> pieces, SegmentViews views) {
    TraceColumns spans = TraceColumns.read(pieces, views);
    int[] events = new int[spans.count()];
    int[] links = new int[spans.count()];
    int place = 0;
    for (TracePiece piece : pieces) {
      SegmentView view = views.of(piece.segment());
      int[] rows = piece.segment().spans(piece.trace());
      count(view, Field.EVENT_SPAN, piece.segment().eventCount(), rows, events, place);
      count(view, Field.LINK_SPAN, piece.segment().linkCount(), rows, links, place);
      place += rows.length;
    }
    return new TraceDrawing(spans, spans.inOrder(events), spans.inOrder(links));
  }

  /// Counts what belongs to some spans of a segment.
  ///
  /// @param owner the column of the spans that events or links belong to
  /// @param children how many of them the segment has
  /// @param rows of the spans
  /// @param from the place of the first of these spans in `counts`
  private static void count(
      SegmentView view, Field owner, int children, int[] rows, int[] counts, int from) {
    if (children == 0) {
      return;
    }
    long[] owners = view.words(owner);
    int child = 0;
    for (int i = 0; i < rows.length && child < children; i++) {
      while (child < children && owners[child] < rows[i]) {
        child++;
      }
      int first = child;
      while (child < children && owners[child] == rows[i]) {
        child++;
      }
      counts[from + i] = child - first;
    }
  }
}
