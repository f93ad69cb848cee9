/// Files and processes, traced.
///
/// Open {@link dev.clew.instrumentation.io.TracedFiles} for what is done with files, and {@link
/// dev.clew.instrumentation.io.TracedProcess} for programs that are run and services that are
/// started.
@NullMarked
package dev.clew.instrumentation.io;

import org.jspecify.annotations.NullMarked;
