/// TraceQL over segments, trace assembly, and look-up of keys and values.
@NullMarked
package dev.clew.query;

import org.jspecify.annotations.NullMarked;
