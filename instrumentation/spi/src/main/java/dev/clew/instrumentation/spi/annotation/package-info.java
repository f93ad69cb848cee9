/// `@Trace` in the OpenTelemetry Java agent: a method with the annotation makes spans, whoever
/// calls it.
///
/// Only the agent loads these classes; the SDK knows nothing of them. Open {@link
/// dev.clew.instrumentation.spi.annotation.TraceInstrumentationModule} first.
@NullMarked
package dev.clew.instrumentation.spi.annotation;

import org.jspecify.annotations.NullMarked;
