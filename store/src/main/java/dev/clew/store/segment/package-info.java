/// The one reading interface: live columns and blocks are both a {@link
/// dev.clew.store.segment.Segment}. Start there, then {@link dev.clew.store.segment.ColumnName} for
/// what can be read and {@link dev.clew.store.segment.SegmentColumn} for how.
@NullMarked
package dev.clew.store.segment;

import org.jspecify.annotations.NullMarked;
