/// The test kit: what a test asserts about the spans that its code makes.
///
/// Open {@link dev.clew.instrumentation.test.CollectedSpans} first: it is the JUnit extension.
/// {@link dev.clew.instrumentation.test.SpanTree} is the tree it compares, with the text form that
/// tests and files draw it in. It stands on the OpenTelemetry SDK alone, so it serves any code that
/// makes spans.
@NullMarked
package dev.clew.instrumentation.test;

import org.jspecify.annotations.NullMarked;
