package dev.clew.store.log;

import dev.clew.model.SpanBatch;

/// What one record of the log holds.
///
/// @param tenant whose spans they are
/// @param arrivalNanos when they came, in nanoseconds since 1970
public record LogRecord(String tenant, long arrivalNanos, SpanBatch batch) {}
