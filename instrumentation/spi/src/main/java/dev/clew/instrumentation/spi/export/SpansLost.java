package dev.clew.instrumentation.spi.export;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says that some spans of a batch could not be delivered, and why; the others were.
final class SpansLost extends IOException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never serialised
  private final Map<String, Integer> counts;

  /// @param counts spans by reason, as `too_large` or `503`
  /// @param example what happened to one of them; null where the reasons say it all
  SpansLost(Map<String, Integer> counts, @Nullable String example) {
    super(example);
    this.counts = Map.copyOf(counts);
  }

  Map<String, Integer> counts() {
    return counts;
  }
}
