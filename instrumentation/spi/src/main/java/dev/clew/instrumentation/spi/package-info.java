/// What plugs into the OpenTelemetry SDK, and unchanged into its Java agent: settings, propagators
/// and samplers.
///
/// Open {@link dev.clew.instrumentation.spi.ClewConfiguration} first. {@link
/// dev.clew.instrumentation.spi.Settings} decides what holds, out of the sources that {@link
/// dev.clew.instrumentation.spi.Candidates} reads in their order; `Aliases` knows the variables of
/// other tracers, `Backends` and `OtlpDestination` where spans go by them, and `ValueKind` what a
/// value may be. What carries spans there is in `export`, what happens to them before in
/// `processing`, and which are kept in `sampling`.
@NullMarked
package dev.clew.instrumentation.spi;

import org.jspecify.annotations.NullMarked;
