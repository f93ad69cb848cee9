package dev.clew.instrumentation.spi.sampling;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;

/// What a parent in this process tells a sampler.
final class LocalParent {
  private LocalParent() {}

  /// Whether a parent is, or was, recorded; one that has ended records no longer, and still counts.
  static boolean isRecorded(Span parent) {
    return parent instanceof ReadableSpan || parent.isRecording();
  }
}
