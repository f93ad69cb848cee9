/// Traced programs, as a user of the library writes them, against a real Clew.
///
/// Open {@link dev.clew.instrumentation.acceptance.GoldenTracesTest} first.
@NullMarked
package dev.clew.instrumentation.acceptance;

import org.jspecify.annotations.NullMarked;
