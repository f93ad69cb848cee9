import { endOf, IdSet, MISSING, type TraceColumns } from './columns';

/** What is to be said of a span besides its fields: bits in `TraceTree.marks`. */
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

/** All marks but {@link Mark.CRITICAL}, which the critical path adds. */
export function marksOf(columns: TraceColumns): Uint8Array {
  const { rows, parent, start, duration } = columns;
  const marks = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const above = parent[row];
    let mark = duration[row] < 0 ? Mark.NEGATIVE : 0;
    if (above >= 0) {
      if (start[row] < start[above]) {
        mark |= Mark.SKEWED;
      }
      if (endOf(columns, row) > endOf(columns, above)) {
        mark |= Mark.ASYNC;
      }
    } else if (above === MISSING) {
      mark |= Mark.ORPHAN;
    }
    marks[row] = mark;
  }
  markCircles(columns, marks);
  return marks;
}

/** A missing parent that is there after all has the span below it: a circle. */
function markCircles({ missing, spanIds, rows }: TraceColumns, marks: Uint8Array): void {
  if (missing.rows.length === 0) {
    return;
  }
  const named = new IdSet(missing.ids);
  const present = new Uint8Array(missing.rows.length);
  for (let row = 0; row < rows; row++) {
    const index = named.indexOf(spanIds[2 * row], spanIds[2 * row + 1]);
    if (index >= 0) {
      present[index] = 1;
    }
  }
  for (let i = 0; i < missing.rows.length; i++) {
    if (present[named.indexOf(missing.ids[2 * i], missing.ids[2 * i + 1])] === 1) {
      marks[missing.rows[i]] ^= Mark.ORPHAN | Mark.CIRCLE;
    }
  }
}
