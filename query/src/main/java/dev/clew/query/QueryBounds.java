package dev.clew.query;

import dev.clew.query.read.Cancellation;
import dev.clew.query.read.QueryBudget;
import dev.clew.query.read.QueryLimits;
import dev.clew.query.read.TimeWindow;

/// What every query has beside its question: when, how much, and whether still.
///
/// @param window the spans in question
public record QueryBounds(TimeWindow window, QueryLimits limits, Cancellation cancellation) {
  /// All of time under the usual limits.
  public static final QueryBounds ALL =
      new QueryBounds(TimeWindow.ALL, QueryLimits.DEFAULT, Cancellation.NONE);

  QueryBudget start() {
    return new QueryBudget(limits, cancellation);
  }
}
