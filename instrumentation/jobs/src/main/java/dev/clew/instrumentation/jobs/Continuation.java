package dev.clew.instrumentation.jobs;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// How the next span of a job follows what was before it.
///
/// @param parent the root context where a new trace begins
/// @param link the submission that a new trace follows; null where there is none
/// @param fault why nothing is continued, as in {@link JobAttributes#JOB_TRACE_CONTEXT}; null where
///   nothing is wrong
record Continuation(Context parent, @Nullable SpanContext link, @Nullable String fault) {
  static Continuation of(Context parent) {
    return new Continuation(parent, null, null);
  }
}
