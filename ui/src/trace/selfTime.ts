import { endOf, type TraceColumns } from './columns';

/**
 * Of each span the nanoseconds in which none of its children runs: its length less the union of its children's, each
 * cut to the parent. One pass, because rows are by start.
 */
export function selfTimes(columns: TraceColumns): Float64Array {
  const { rows, parent, start, duration } = columns;
  const own = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    own[row] = Math.max(duration[row], 0);
  }
  /** Up to where a span's children have been counted. */
  const covered = start.slice();
  for (let row = 0; row < rows; row++) {
    const above = parent[row];
    if (above >= 0) {
      const from = Math.max(start[row], covered[above]);
      const to = Math.min(endOf(columns, row), endOf(columns, above));
      if (to > from) {
        own[above] -= to - from;
        covered[above] = to;
      }
    }
  }
  return own;
}
