package dev.clew.query;

import dev.clew.query.trace.TraceSummary;
import java.util.List;

/// A trace that a search found.
///
/// @param trace the trace as a whole
/// @param matched how many of its spans match the query, inside and outside the time window
/// @param spans the first of them, in order of start
public record TraceMatch(TraceSummary trace, int matched, List<SpanMatch> spans) {}
