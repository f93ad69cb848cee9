package dev.clew.query;

/// Which traces of all that a search finds come first, and so are the answer where there are more
/// than its limit. Ties are broken by start, newest first, and then by id.
public enum TraceOrder {
  /// The newest.
  START,
  /// Those that took the longest, as whole traces.
  DURATION
}
