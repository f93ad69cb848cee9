/// Trace ids on the errors that Sentry collects.
///
/// Open {@link dev.clew.instrumentation.sentry.TracedSentry} first: it captures an error with the
/// trace it happened in. {@link dev.clew.instrumentation.sentry.TraceIdProcessor} does it for every
/// event of an application that calls Sentry itself.
@NullMarked
package dev.clew.instrumentation.sentry;

import org.jspecify.annotations.NullMarked;
