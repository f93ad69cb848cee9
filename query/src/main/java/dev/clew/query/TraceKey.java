package dev.clew.query;

import dev.clew.store.segment.Segment;

/// A trace's id.
record TraceKey(long high, long low) implements Comparable<TraceKey> {
  /// What one of them takes in a hash set, in bytes.
  static final int SET_BYTES = 80;

  static TraceKey of(Segment segment, int trace) {
    return new TraceKey(segment.traceIdHigh(trace), segment.traceIdLow(trace));
  }

  /// In the order of the bytes.
  @Override
  public int compareTo(TraceKey other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }
}
