/**
 * What the parents of a trace amount to. Arrays are indexed by row unless they say otherwise, and are not to be
 * written to.
 *
 * Trees stand below *tops*: roots, and spans whose parent is missing. Tops and siblings follow each other by row, so
 * by start. With `order` and `size` the tree needs no child lists: the first child of the span at a position is at
 * the next one, if its size is more than 1; a sibling follows at the position plus the size.
 */
export interface TraceTree {
  /** By position: the row that stands there in the pre-order. */
  readonly order: Int32Array;
  /** The position of a row: the inverse of {@link order}. */
  readonly position: Int32Array;
  /** How many ancestors a span has: 0 for a top. */
  readonly depth: Int32Array;
  /** How many spans its subtree has, itself included. */
  readonly size: Int32Array;
  /** How many spans below it, itself excluded, have the status error. */
  readonly errorsBelow: Int32Array;
  /** Bits of {@link Mark}. */
  readonly marks: Uint8Array;
  /** Nanoseconds of a span in which none of its children runs; never negative. */
  readonly selfTime: Float64Array;
  /**
   * Where a span lies in the overview, counted from the top. A depth has as many lanes as spans of it run at once;
   * spans of one lane do not overlap, so lanes are by depth, and within a depth the one that is free earliest is taken.
   */
  readonly lane: Int32Array;
  readonly laneCount: number;
  /** By depth, and one more entry: its first lane. */
  readonly firstLane: Int32Array;
  /** The greatest depth; -1 for a trace without spans. */
  readonly maxDepth: number;
  /** The latest end of a span, nanoseconds after the trace's start. */
  readonly end: number;
}

/** What is to be said of a span besides its fields: bits in {@link TraceTree.marks}. */
export const Mark = {
  /** Part of it lies on the critical path. */
  CRITICAL: 1,
  /** It ends after its parent has ended: nobody waited for it. */
  ASYNC: 2,
  /** It starts before its parent does: clocks disagree. */
  SKEWED: 4,
  /** Its end lies before its start. */
  NEGATIVE: 8,
  /** Its parent is not in the trace. */
  ORPHAN: 16,
  /** It is its own ancestor by the ids that were sent; the tree cuts the circle here. */
  CIRCLE: 32,
} as const;
