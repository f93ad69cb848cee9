package dev.clew.query;

/// Spans of one trace. The array is not to be written to.
///
/// @param traceIdHigh the first eight bytes of the trace's id, big-endian
/// @param traceIdLow the last eight bytes of the trace's id, big-endian
/// @param startNanos the smallest start of all spans of the trace, since 1970
/// @param spanIds the ids of the spans that were found, in {@link
/// dev.clew.query.trace.SpanOrder}; one that several of them have is there several times
@SuppressWarnings("ArrayRecordComponent")
public record FoundSpans(long traceIdHigh, long traceIdLow, long startNanos, long[] spanIds) {}
