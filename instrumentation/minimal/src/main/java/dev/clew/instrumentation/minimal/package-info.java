/// A tracer in a few classes, without the OpenTelemetry SDK and without any dependency.
///
/// Open {@link dev.clew.instrumentation.minimal.Span} first. A span goes where its {@link
/// dev.clew.instrumentation.minimal.SpanSink} says: to the console as a line of JSON, or to Clew.
/// {@link dev.clew.instrumentation.minimal.TraceContext} is what travels between services.
@NullMarked
package dev.clew.instrumentation.minimal;

import org.jspecify.annotations.NullMarked;
