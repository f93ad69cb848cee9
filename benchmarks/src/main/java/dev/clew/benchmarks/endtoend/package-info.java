/// Drives a whole Clew process from outside, as a fleet of applications would, and reads from the
/// operating system what that costs. Start at [dev.clew.benchmarks.endtoend.EndToEnd].
@NullMarked
package dev.clew.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
