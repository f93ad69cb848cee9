/// What the library for applications costs, beside the bare OpenTelemetry SDK in the same run. Open
/// {@link dev.clew.benchmarks.library.LibraryCosts} first.
@NullMarked
package dev.clew.benchmarks.library;

import org.jspecify.annotations.NullMarked;
