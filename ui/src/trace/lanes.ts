import { endOf, type TraceColumns } from './columns';
import { Heap } from './heap';

/** Which lane each span lies in; see `TraceTree.lane`. */
export interface Lanes {
  readonly lane: Int32Array;
  readonly laneCount: number;
  readonly firstLane: Int32Array;
}

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
  const busy = new Heap();
  const free = new Heap();
  let laneCount = 0;
  for (let level = 0; level <= maxDepth; level++) {
    firstLane[level] = laneCount;
    busy.clear();
    free.clear();
    for (let i = first[level]; i < first[level + 1]; i++) {
      const row = sorted[i];
      while (busy.size > 0 && busy.topKey <= start[row]) {
        const freed = busy.pop();
        free.push(freed, freed);
      }
      const taken = free.size > 0 ? free.pop() : laneCount++;
      lane[row] = taken;
      busy.push(endOf(columns, row), taken);
    }
  }
  firstLane[maxDepth + 1] = laneCount;
  return { lane, laneCount, firstLane };
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
