import { ColumnsError } from './ColumnFile';
import { endOf, STATUS_ERROR, type TraceColumns } from './columns';
import { assignLanes } from './lanes';
import { marksOf } from './marks';
import { selfTimes } from './selfTime';

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
  /** Bits of `Mark` (`marks.ts`). */
  readonly marks: Uint8Array;
  /** Nanoseconds of a span in which none of its children runs; never negative. */
  readonly selfTime: Float64Array;
  /**
   * Where a span lies in the overview, counted from the top. A depth has as many lanes as spans of it run at once;
   * spans of one lane do not overlap, a span takes the topmost lane of its depth that is free.
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

/**
 * Builds the tree. Nothing here calls itself: a chain of a million spans is as good as a million siblings.
 *
 * @throws ColumnsError where following `parent` does not end
 */
export function buildTree(columns: TraceColumns): TraceTree {
  const { rows, parent, status } = columns;
  const order = preOrder(parent);
  const position = new Int32Array(rows);
  const depth = new Int32Array(rows);
  let maxDepth = -1;
  let end = 0;
  for (let i = 0; i < rows; i++) {
    const row = order[i];
    position[row] = i;
    depth[row] = parent[row] < 0 ? 0 : depth[parent[row]] + 1;
    maxDepth = Math.max(maxDepth, depth[row]);
    end = Math.max(end, endOf(columns, row));
  }
  const size = new Int32Array(rows).fill(1);
  const errorsBelow = new Int32Array(rows);
  for (let i = rows - 1; i >= 0; i--) {
    const row = order[i];
    if (parent[row] >= 0) {
      size[parent[row]] += size[row];
      errorsBelow[parent[row]] += errorsBelow[row] + (status[row] === STATUS_ERROR ? 1 : 0);
    }
  }
  return {
    order,
    position,
    depth,
    size,
    errorsBelow,
    marks: marksOf(columns),
    selfTime: selfTimes(columns),
    ...assignLanes(columns, depth, maxDepth),
    maxDepth,
    end,
  };
}

/** The rows with every parent before its children, tops and siblings by row. */
function preOrder(parent: Int32Array): Int32Array {
  const rows = parent.length;
  const firstChild = new Int32Array(rows).fill(-1);
  const next = new Int32Array(rows).fill(-1);
  let firstTop = -1;
  for (let row = rows - 1; row >= 0; row--) {
    const above = parent[row];
    if (above >= 0) {
      next[row] = firstChild[above];
      firstChild[above] = row;
    } else {
      next[row] = firstTop;
      firstTop = row;
    }
  }
  const order = new Int32Array(rows);
  let count = 0;
  for (let row = firstTop; row >= 0;) {
    order[count++] = row;
    if (firstChild[row] >= 0) {
      row = firstChild[row];
      continue;
    }
    while (next[row] < 0 && parent[row] >= 0) {
      row = parent[row];
    }
    row = next[row];
  }
  if (count < rows) {
    throw new ColumnsError(`column "parent": ${rows - count} of ${rows} rows are in a circle or below one`);
  }
  return order;
}
