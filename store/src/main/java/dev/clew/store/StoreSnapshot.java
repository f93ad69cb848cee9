package dev.clew.store;

import dev.clew.store.segment.Segment;
import java.util.List;

/// All that one tenant has stored, at one moment: pinned blocks and live columns, which do not
/// change and are not deleted until {@link #close()}. Safe for use by several threads.
public interface StoreSnapshot extends AutoCloseable {
  /// Every segment, newest first by {@code times().latestStart()}.
  List<Segment> segments();

  /// Whether a trace has, or may have, spans in another segment too. False is certain.
  boolean isSplit(Segment segment, int trace);

  /// The pieces of a trace, in no order; empty where it is unknown.
  List<TracePiece> find(long traceIdHigh, long traceIdLow);

  /// Lets go of the blocks. Once only.
  @Override
  void close();

  /// @param trace the number of the trace in the segment
  record TracePiece(Segment segment, int trace) {}
}
