package dev.clew.query.filter;

import dev.clew.query.read.Selection;

/// What a filter says of the spans it was asked about; of the others neither.
///
/// @param matched spans that match
/// @param failed spans for which the filter cannot be computed; none of them is in `matched`
public record Outcome(Selection matched, Selection failed) {
  static Outcome of(Selection matched) {
    return new Outcome(matched, Selection.none(matched.size()));
  }

  /// The spans that match or fail.
  public Selection either() {
    return matched.copy().or(failed);
  }
}
