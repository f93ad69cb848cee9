package dev.clew.model.otlp;

import org.jspecify.annotations.Nullable;

/// What became of a body that could be read: OTLP's partial success.
///
/// @param rejectedSpans how many spans were left out, each for itself
/// @param firstError what was wrong with the first of them; null when there is none
public record DecodeResult(int rejectedSpans, @Nullable String firstError) {
  /// Nothing was left out.
  public static final DecodeResult COMPLETE = new DecodeResult(0, null);
}
