package dev.clew.store.segment;

/// When the spans of a segment were, in nanoseconds since 1970, all bounds inclusive. An empty
/// segment has `earliestStart > latestStart`.
///
/// @param earliestStart the smallest start of any span
/// @param latestStart the largest start of any span, and so no trace starts later
/// @param latestEnd the largest end of any span
public record TimeRange(long earliestStart, long latestStart, long latestEnd) {
  /// The range of no spans.
  public static final TimeRange EMPTY =
      new TimeRange(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);

  /// Whether a span of the segment may touch the interval from `from` to `to`, both inclusive.
  public boolean overlaps(long from, long to) {
    return earliestStart <= to && latestEnd >= from;
  }
}
