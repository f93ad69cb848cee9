/// Trace ids in log lines, for Logback and `java.util.logging`.
///
/// Open {@link dev.clew.instrumentation.logs.TraceIdAppender} first: it stands before a Logback
/// appender and gives every line the ids of the span it was written in.
/// {@link dev.clew.instrumentation.logs.JsonLineEncoder} writes such lines as JSON.
/// {@link dev.clew.instrumentation.logs.TraceIdFormatter} and
/// {@link dev.clew.instrumentation.logs.JsonLineFormatter} are the same for `java.util.logging`.
/// The ids are read when a line is written, from the span that is current then: there is nothing to
/// clean up, so nothing stale.
@NullMarked
package dev.clew.instrumentation.logs;

import org.jspecify.annotations.NullMarked;
