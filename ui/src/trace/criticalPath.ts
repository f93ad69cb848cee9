import { endOf, type TraceColumns } from './columns';
import { Endings } from './endings';
import { byGroup } from './lanes';
import { Mark } from './marks';
import type { TraceTree } from './tree';

/**
 * The stretches of time that the length of a trace is made of: sections of spans, one after the other, from the end of
 * each top back to its start. Shortening any of them shortens the trace.
 *
 * Sections are by row and, in one row, by time.
 */
export interface CriticalPath {
  readonly count: number;
  /** Ascending. */
  readonly row: Int32Array;
  /** Nanoseconds after the trace's start. */
  readonly from: Float64Array;
  /** Nanoseconds after the trace's start; greater than {@link from}. */
  readonly to: Float64Array;
}

/** OTLP's number of the kind "consumer". */
const CONSUMER = 5;

/**
 * Finds the critical path of every top, as Jaeger defines it: walking back from a span's end, the child that ended last
 * is what the span waited for; the time between is the span's own; from the child's start on, the next such child.
 *
 * - Children are cut to what their parent, itself cut, spans. One of which nothing is left does not count,
 *   nor what is below it.
 * - Consumers do not count: nobody waits for them.
 * - A child counts if it ended before the next one started, or (other than in Jaeger, which has microseconds and leaves
 *   such children out) at the same moment.
 *
 * Adds {@link Mark.CRITICAL} to the marks of spans with sections.
 */
export function findCriticalPath(columns: TraceColumns, tree: TraceTree): CriticalPath {
  const walk = new Walk(columns, tree);
  for (let position = 0; position < columns.rows; position += tree.size[tree.order[position]]) {
    walk.top(position);
  }
  return walk.path(tree.marks);
}

class Walk {
  private sections = 0;
  private rows = new Int32Array(64);
  private from = new Float64Array(64);
  private to = new Float64Array(64);

  /** The spans being walked, outermost first, each cut to the one before; `cursor` is how far back it has come. */
  private readonly row: number[] = [];
  private readonly start: number[] = [];
  private readonly cursor: number[] = [];
  /** Of each of them the children that may have been waited for. */
  private readonly children = new Endings();

  constructor(
    private readonly columns: TraceColumns,
    private readonly tree: TraceTree,
  ) {}

  top(position: number): void {
    const { row, start, cursor, children } = this;
    const first = this.tree.order[position];
    this.enter(first, this.columns.start[first], endOf(this.columns, first));
    while (row.length > 0) {
      const at = row.length - 1;
      const child = children.take(cursor[at]);
      if (child < 0) {
        this.add(row[at], start[at], cursor[at]);
        children.close();
        row.pop();
        start.pop();
        cursor.pop();
        continue;
      }
      const childStart = Math.max(this.columns.start[child], start[at]);
      const childEnd = Math.min(endOf(this.columns, child), cursor[at]);
      this.add(row[at], childEnd, cursor[at]);
      cursor[at] = childStart;
      this.enter(child, childStart, childEnd);
    }
  }

  path(marks: Uint8Array): CriticalPath {
    const count = this.sections;
    const { sorted } = byGroup(this.rows.subarray(0, count), this.columns.rows);
    const path = {
      count,
      row: new Int32Array(count),
      from: new Float64Array(count),
      to: new Float64Array(count),
    };
    // A span's sections were found from its end back to its start.
    for (let i = 0; i < count;) {
      let next = i;
      while (next < count && this.rows[sorted[next]] === this.rows[sorted[i]]) {
        next++;
      }
      for (let k = i; k < next; k++) {
        const section = sorted[next - 1 - (k - i)];
        path.row[k] = this.rows[section];
        path.from[k] = this.from[section];
        path.to[k] = this.to[section];
      }
      marks[this.rows[sorted[i]]] |= Mark.CRITICAL;
      i = next;
    }
    return path;
  }

  /** Begins with a span that is cut to some stretch. */
  private enter(row: number, start: number, end: number): void {
    this.row.push(row);
    this.start.push(start);
    this.cursor.push(end);
    this.children.open();
    const { order, position, size } = this.tree;
    const after = position[row] + size[row];
    for (let at = position[row] + 1; at < after; at += size[order[at]]) {
      const child = order[at];
      const childEnd = Math.min(endOf(this.columns, child), end);
      const hasLength = childEnd > Math.max(this.columns.start[child], start);
      if (hasLength && this.columns.kind[child] !== CONSUMER) {
        this.children.add(childEnd, child);
      }
    }
    this.children.seal();
  }

  private add(row: number, from: number, to: number): void {
    if (to <= from) {
      return;
    }
    if (this.sections === this.rows.length) {
      this.rows = grown(this.rows, Int32Array);
      this.from = grown(this.from, Float64Array);
      this.to = grown(this.to, Float64Array);
    }
    this.rows[this.sections] = row;
    this.from[this.sections] = from;
    this.to[this.sections++] = to;
  }
}

function grown<T extends Int32Array | Float64Array>(values: T, type: new (length: number) => T): T {
  const larger = new type(2 * values.length);
  larger.set(values);
  return larger;
}
