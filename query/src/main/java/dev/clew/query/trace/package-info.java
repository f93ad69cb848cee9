/// Whole traces, put together from all their pieces: as span batches, as columns, as a summary.
///
/// Open {@link dev.clew.query.trace.TraceColumns} first; the rules about parents are in
/// {@link dev.clew.query.trace.TraceStructure}.
@NullMarked
package dev.clew.query.trace;

import org.jspecify.annotations.NullMarked;
