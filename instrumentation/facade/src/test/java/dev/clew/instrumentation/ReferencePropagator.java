package dev.clew.instrumentation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Another tracer's way with the headers of one form.
interface ReferencePropagator {
  /// What it makes of headers.
  ///
  /// @param kept whether the parent was sampled
  /// @param sentSpanId of the span whose headers `sent` are: the parent itself, or one below it
  record Reading(
      String traceId, String spanId, boolean kept, String sentSpanId, Map<String, String> sent) {}

  /// Reads headers as they arrive at a server, and writes those of a call that goes on from there.
  ///
  /// @return null where it finds no parent
  @Nullable Reading read(Map<String, String> headers);
}
