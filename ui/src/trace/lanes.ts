import { endOf, type TraceColumns } from './columns';
import { Heap } from './heap';

/** Which lane each span lies in; see `TraceTree.lane`. */
export interface Lanes {
  readonly lane: Int32Array;
  readonly laneCount: number;
  readonly firstLane: Int32Array;
}

/** Up to so many lanes of a depth are looked through one by one, which is faster than keeping them in order. */
const LOOKED_THROUGH = 32;

/**
 * Gives each depth as many lanes as spans of it run at once, and each span the topmost lane that is free at its start:
 * what runs one after the other stays in one lane. A span without a length takes no room after its start.
 *
 * @param depth by row
 */
export function assignLanes(columns: TraceColumns, depth: Int32Array, maxDepth: number): Lanes {
  const { rows, start } = columns;
  const { sorted, first } = byGroup(depth, maxDepth + 1);
  const lane = new Int32Array(rows);
  const firstLane = new Int32Array(maxDepth + 2);
  const ends = new Float64Array(LOOKED_THROUGH);
  let laneCount = 0;
  for (let level = 0; level <= maxDepth; level++) {
    firstLane[level] = laneCount;
    const last = first[level + 1];
    let lanes = 0;
    let i = first[level];
    for (; i < last; i++) {
      const row = sorted[i];
      let free = 0;
      while (free < lanes && ends[free] > start[row]) {
        free++;
      }
      if (free === LOOKED_THROUGH) {
        break;
      }
      lanes = Math.max(lanes, free + 1);
      ends[free] = endOf(columns, row);
      lane[row] = laneCount + free;
    }
    if (i < last) {
      lanes = assignMany(columns, sorted.subarray(i, last), lane, laneCount, ends);
    }
    laneCount += lanes;
  }
  firstLane[maxDepth + 1] = laneCount;
  return { lane, laneCount, firstLane };
}

/**
 * Goes on where a depth has many lanes.
 *
 * @param rows those that have no lane yet, by start
 * @param from the depth's first lane
 * @param ends when each lane that it has so far becomes free
 * @returns how many lanes it has
 */
function assignMany(
  columns: TraceColumns,
  rows: Int32Array,
  lane: Int32Array,
  from: number,
  ends: Float64Array,
): number {
  const busy = new Heap();
  const free = new Heap();
  let lanes = ends.length;
  ends.forEach((end, index) => busy.push(end, index));
  for (const row of rows) {
    while (busy.size > 0 && busy.topKey <= columns.start[row]) {
      const freed = busy.pop();
      free.push(freed, freed);
    }
    const taken = free.size > 0 ? free.pop() : lanes++;
    lane[row] = from + taken;
    busy.push(endOf(columns, row), taken);
  }
  return lanes;
}

/** Indexes sorted by a small number that each has, stable: a counting sort. */
export function byGroup(group: Int32Array, groups: number): { sorted: Int32Array; first: Int32Array } {
  const first = new Int32Array(groups + 1);
  for (let i = 0; i < group.length; i++) {
    first[group[i] + 1]++;
  }
  for (let g = 0; g < groups; g++) {
    first[g + 1] += first[g];
  }
  const next = first.slice();
  const sorted = new Int32Array(group.length);
  for (let i = 0; i < group.length; i++) {
    sorted[next[group[i]]++] = i;
  }
  return { sorted, first };
}
