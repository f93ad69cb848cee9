/// The live store: the columns of the open generation, appended to and read at once, and the filter
/// by which exact repeats are left out.
///
/// Start at {@link dev.clew.store.live.Arena}. Inside, a `…Buffer` is a column being appended to,
/// by one thread; its view is the {@link dev.clew.store.segment.SegmentColumn} that a snapshot
/// shows.
@NullMarked
package dev.clew.store.live;

import org.jspecify.annotations.NullMarked;
