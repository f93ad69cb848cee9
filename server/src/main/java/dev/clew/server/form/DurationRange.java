package dev.clew.server.form;

import dev.clew.server.units.GoDuration;
import org.jspecify.annotations.Nullable;

/// From the shortest to the longest duration that is asked for.
///
/// @param minNanos inclusive, at least 0; null for none
/// @param maxNanos inclusive, at least 0; null for none
public record DurationRange(@Nullable Long minNanos, @Nullable Long maxNanos) {
  /// Every duration.
  public static final DurationRange ALL = new DurationRange(null, null);

  /// Reads the two fields of a form.
  ///
  /// @param minText null where the field is empty
  /// @param maxText null where the field is empty
  /// @throws FormFault where one of them is no duration (see [GoDuration]), or the longest is
  ///     shorter than the shortest; that is the fault of the field for the longest
  public static DurationRange read(
      String minField, @Nullable String minText, String maxField, @Nullable String maxText)
      throws FormFault {
    DurationRange range = new DurationRange(nanos(minField, minText), nanos(maxField, maxText));
    if (range.isEmpty() && maxText != null) {
      throw new FormFault(
          maxField,
          0,
          maxText.length(),
          "'" + maxText + "' is less than " + minField + ", '" + minText + "'");
    }
    return range;
  }

  private static @Nullable Long nanos(String field, @Nullable String text) throws FormFault {
    try {
      return text == null ? null : GoDuration.nanos(text);
    } catch (IllegalArgumentException e) {
      throw new FormFault(field, 0, text.length(), String.valueOf(e.getMessage()));
    }
  }

  /// Whether no duration lies in it.
  boolean isEmpty() {
    return minNanos != null && maxNanos != null && minNanos > maxNanos;
  }
}
