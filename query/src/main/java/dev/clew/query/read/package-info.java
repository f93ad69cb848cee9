/// Reading segments under the limits of one query: time, bytes and cancellation.
///
/// Open {@link dev.clew.query.read.SegmentView} first.
@NullMarked
package dev.clew.query.read;

import org.jspecify.annotations.NullMarked;
