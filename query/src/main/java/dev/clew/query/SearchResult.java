package dev.clew.query;

import dev.clew.query.read.QueryStatistics;
import java.util.List;

/// The traces that a search found.
///
/// @param traces in the order asked for
/// @param limitReached whether there are as many as the limit allows, and so maybe more in the
/// store
/// @param statistics what the search cost
public record SearchResult(
    List<TraceMatch> traces, boolean limitReached, QueryStatistics statistics) {}
