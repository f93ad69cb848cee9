import { STATUS_ERROR, type TraceColumns } from './columns';
import { byGroup } from './lanes';
import { percentile } from './select';
import type { TraceTree } from './tree';

/** What the spans of a group have in common, and their times in nanoseconds. */
export interface GroupStatistics {
  readonly service: string;
  /** `null` for a whole service. */
  readonly name: string | null;
  readonly count: number;
  /** How many have the status error. */
  readonly errors: number;
  /** Sum of the durations; spans that run at once count each. */
  readonly total: number;
  /** Sum of the self times. */
  readonly self: number;
  /** Durations that at least 50 and 95 percent of the spans do not exceed. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** One group for each service, in no order that means something. */
export function byService(columns: TraceColumns, tree: TraceTree): GroupStatistics[] {
  return statistics(columns, tree, columns.service, (row) => ({
    service: serviceOf(columns, row),
    name: null,
  }));
}

/** One group for each name of each service. */
export function byName(columns: TraceColumns, tree: TraceTree): GroupStatistics[] {
  const { rows, service, name, strings } = columns;
  const codes = new Map<number, number>();
  const group = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const key = service[row] * strings.length + name[row];
    let code = codes.get(key);
    if (code === undefined) {
      code = codes.size;
      codes.set(key, code);
    }
    group[row] = code;
  }
  return statistics(columns, tree, group, (row) => ({
    service: serviceOf(columns, row),
    name: strings[name[row]],
  }));
}

function statistics(
  columns: TraceColumns,
  tree: TraceTree,
  group: Int32Array,
  label: (row: number) => { service: string; name: string | null },
): GroupStatistics[] {
  const { sorted, first } = byGroup(group, group.reduce((max, code) => Math.max(max, code), -1) + 1);
  const durations = new Float64Array(columns.rows);
  const groups: GroupStatistics[] = [];
  for (let code = 0; code + 1 < first.length; code++) {
    const from = first[code];
    const to = first[code + 1];
    if (from === to) {
      continue;
    }
    let errors = 0;
    let total = 0;
    let self = 0;
    let max = -Infinity;
    for (let i = from; i < to; i++) {
      const row = sorted[i];
      const duration = columns.duration[row];
      durations[i] = duration;
      errors += columns.status[row] === STATUS_ERROR ? 1 : 0;
      total += duration;
      self += tree.selfTime[row];
      max = Math.max(max, duration);
    }
    groups.push({
      ...label(sorted[from]),
      count: to - from,
      errors,
      total,
      self,
      p50: percentile(durations, from, to, 0.5),
      p95: percentile(durations, from, to, 0.95),
      max,
    });
  }
  return groups;
}

function serviceOf(columns: TraceColumns, row: number): string {
  return columns.strings[columns.service[row]];
}
