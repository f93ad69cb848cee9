package dev.clew.server.jaeger;

import dev.clew.server.form.SearchForm;

/// A search as Jaeger has it, in either family of the API.
///
/// @param startNanos since 1970, inclusive
/// @param endNanos since 1970, inclusive
/// @param limit how many traces at most
record TraceSearch(SearchForm form, long startNanos, long endNanos, int limit) {
  /// How many traces are answered where the search does not say.
  static final int DEFAULT_LIMIT = 100;
}
