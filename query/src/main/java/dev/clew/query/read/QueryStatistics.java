package dev.clew.query.read;

/// What a query cost.
///
/// @param inspectedSpans spans of the segments that were read
/// @param inspectedTraces traces, or pieces of them, of the segments that were read
/// @param inspectedBytes of columns, in their decoded size
/// @param readSegments segments of which at least one column was read
/// @param prunedSegments segments of which ranges and dictionaries said enough
/// @param skippedSegments segments that were not looked at, because they lie outside the time range
/// or could no longer change the answer
public record QueryStatistics(
    long inspectedSpans,
    long inspectedTraces,
    long inspectedBytes,
    int readSegments,
    int prunedSegments,
    int skippedSegments) {}
