/// Tracing for an application: spans in one line of code, over the OpenTelemetry API and SDK.
///
/// Open {@link dev.clew.instrumentation.Tracing} first: it has every helper, as a static method.
/// {@link dev.clew.instrumentation.ClewTracer} has the same helpers to be injected, and is what the
/// static ones call. Both make OpenTelemetry spans, so they mix with any other instrumentation.
/// Nothing here throws into the application or waits for a backend.
@NullMarked
package dev.clew.instrumentation;

import org.jspecify.annotations.NullMarked;
