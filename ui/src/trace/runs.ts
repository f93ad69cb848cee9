import { lowerBound, STATUS_ERROR, type TraceColumns } from './columns';
import { percentile } from './select';
import type { TraceTree } from './tree';

/**
 * From how many siblings on a run is one. Fewer fit on a screen together with what is around them, and are read one by
 * one.
 */
export const RUN_MINIMUM = 8;

/**
 * Runs: consecutive siblings (tops too) of the same service and name, at least {@link RUN_MINIMUM}. A run holds the
 * subtrees of its members, so it is a range of positions; two runs are nested or apart. Indexed by run, in order of
 * {@link first}.
 */
export interface Runs {
  readonly count: number;
  /** Position of the first member. */
  readonly first: Int32Array;
  /** Position after the last member's subtree. */
  readonly end: Int32Array;
  /** How many siblings there are. */
  readonly members: Int32Array;
  /** The run around this one, innermost; -1 for none. */
  readonly enclosing: Int32Array;
  /** Median of the members' durations in nanoseconds: the lower one of two in the middle. */
  readonly p50: Float64Array;
  /** Greatest of the members' durations in nanoseconds. */
  readonly max: Float64Array;
  /** How many members have the status error. */
  readonly errors: Int32Array;
  /** How many spans below the members have the status error. */
  readonly errorsBelow: Int32Array;
}

/** Finds the runs of a trace in one pass over its siblings. */
export function findRuns(columns: TraceColumns, tree: TraceTree): Runs {
  const { parent, service, name } = columns;
  const { order } = tree;
  /** By position: how many siblings from here on are the same, where a run begins. */
  const members = new Int32Array(columns.rows);
  let count = 0;
  /** By row of the parent (tops: the last entry): where its current run begins, and its last child. */
  const begin = new Int32Array(columns.rows + 1).fill(-1);
  for (let position = 0; position < order.length; position++) {
    const row = order[position];
    const above = parent[row] < 0 ? columns.rows : parent[row];
    const head = begin[above];
    const same = head >= 0 && service[order[head]] === service[row] && name[order[head]] === name[row];
    if (!same) {
      begin[above] = position;
      members[position] = 1;
    } else if (++members[head] === RUN_MINIMUM) {
      count++;
    }
  }
  const runs = {
    count,
    first: new Int32Array(count),
    end: new Int32Array(count),
    members: new Int32Array(count),
    enclosing: new Int32Array(count),
    p50: new Float64Array(count),
    max: new Float64Array(count),
    errors: new Int32Array(count),
    errorsBelow: new Int32Array(count),
  };
  const durations = new Float64Array(columns.rows);
  let last = -1;
  for (let position = 0, run = 0; run < count; position++) {
    if (members[position] >= RUN_MINIMUM) {
      runs.first[run] = position;
      runs.members[run] = members[position];
      measure(columns, tree, runs, run, durations);
      while (last >= 0 && runs.end[last] <= position) {
        last = runs.enclosing[last];
      }
      runs.enclosing[run] = last;
      last = run++;
    }
  }
  return runs;
}

/** Fills in what follows from where a run begins and how many members it has. */
function measure(
  columns: TraceColumns,
  tree: TraceTree,
  runs: Runs,
  run: number,
  scratch: Float64Array,
): void {
  let position = runs.first[run];
  let max = -Infinity;
  for (let i = 0; i < runs.members[run]; i++) {
    const row = tree.order[position];
    scratch[i] = columns.duration[row];
    max = Math.max(max, scratch[i]);
    runs.errors[run] += columns.status[row] === STATUS_ERROR ? 1 : 0;
    runs.errorsBelow[run] += tree.errorsBelow[row];
    position += tree.size[row];
  }
  runs.end[run] = position;
  runs.max[run] = max;
  runs.p50[run] = percentile(scratch, 0, runs.members[run], 0.5);
}

/** The innermost run that holds a position, or -1. */
export function runAround(runs: Runs, position: number): number {
  let run = lowerBound(runs.first, position + 1) - 1;
  while (run >= 0 && runs.end[run] <= position) {
    run = runs.enclosing[run];
  }
  return run;
}
