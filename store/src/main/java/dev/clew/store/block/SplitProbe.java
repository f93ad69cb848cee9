package dev.clew.store.block;

/// Knows of the traces of other blocks and generations.
public interface SplitProbe {
  /// Whether a trace may have spans elsewhere too; false is certain.
  boolean mayBeElsewhere(long traceIdHigh, long traceIdLow);
}
