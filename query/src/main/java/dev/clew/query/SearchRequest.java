package dev.clew.query;

import dev.clew.traceql.Query;

/// A search for traces.
///
/// @param query whose matching spans' traces are wanted
/// @param limit the largest number of traces in the answer, at least 1
/// @param spansPerTrace the largest number of matching spans shown of a trace, 0 or more
/// @param order which traces come first
/// @param bounds when, how much, and whether still
public record SearchRequest(
    Query query, int limit, int spansPerTrace, TraceOrder order, QueryBounds bounds) {
  /// @throws IllegalArgumentException where a number is too small
  public SearchRequest {
    if (limit < 1 || spansPerTrace < 0) {
      throw new IllegalArgumentException(
          "a search needs a limit of 1 or more and 0 or more spans per trace, not "
              + limit
              + " and "
              + spansPerTrace);
    }
  }

  /// A search for the newest traces.
  public SearchRequest(Query query, int limit, int spansPerTrace, QueryBounds bounds) {
    this(query, limit, spansPerTrace, TraceOrder.START, bounds);
  }
}
