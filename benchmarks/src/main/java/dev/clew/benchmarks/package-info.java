/// Drivers and kernels that measure what claims to be fast.
@NullMarked
package dev.clew.benchmarks;

import org.jspecify.annotations.NullMarked;
