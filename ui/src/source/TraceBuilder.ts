import { IdSet, MISSING, ROOT, type TraceColumns } from '../trace/columns';
import { Grown } from './Grown';

const NANOS_PER_SECOND = 1_000_000_000n;

/** One span as it is given to a {@link TraceBuilder}. Ids are halves: low, high. */
export interface BuiltSpan {
  readonly idLow: number;
  readonly idHigh: number;
  /** Both halves 0 for none. */
  readonly parentLow: number;
  readonly parentHigh: number;
  /** Whole seconds since 1970. */
  readonly startSeconds: number;
  /** Nanoseconds after {@link startSeconds}. */
  readonly startNanos: number;
  /** Nanoseconds; may be negative. */
  readonly duration: number;
  readonly service: string;
  readonly name: string;
  readonly kind: number;
  readonly status: number;
  readonly events: number;
  readonly links: number;
}

/**
 * Gathers the spans of one trace in any order and lays them out as the server does: rows by start, parents found by
 * id, circles cut (`docs/columns.md`).
 */
export class TraceBuilder {
  private readonly codes = new Map<string, number>([['', 0]]);
  private readonly strings = [''];
  /** Four entries a span: id low, id high, parent low, parent high. */
  private readonly ids = new Grown(Int32Array);
  /** Three entries a span: seconds, nanoseconds, duration. */
  private readonly times = new Grown(Float64Array);
  /** Six entries a span: service, name, kind, status, events, links. */
  private readonly fields = new Grown(Int32Array);

  /** How many spans have been added. */
  count = 0;

  /** @returns the number of the span: how many were added before */
  add(span: BuiltSpan): number {
    this.ids.push(span.idLow);
    this.ids.push(span.idHigh);
    this.ids.push(span.parentLow);
    this.ids.push(span.parentHigh);
    this.times.push(span.startSeconds);
    this.times.push(span.startNanos);
    this.times.push(span.duration);
    this.fields.push(this.code(span.service));
    this.fields.push(this.code(span.name));
    this.fields.push(span.kind);
    this.fields.push(span.status);
    this.fields.push(span.events);
    this.fields.push(span.links);
    return this.count++;
  }

  /**
   * @param traceId 32 hexadecimal digits
   * @param parents where the format knows better than the ids: the number of each span's parent, `ROOT` or `MISSING`
   * @returns the columns, and for each row the number of its span
   */
  build(traceId: string, parents?: Int32Array): { columns: TraceColumns; spans: Int32Array } {
    const { count } = this;
    const ids = this.ids.values;
    const times = this.times.values;
    const spans = this.byStart();
    const rowOf = new Int32Array(count);
    const spanIds = new Int32Array(2 * count);
    const start = new Float64Array(count);
    const duration = new Float64Array(count);
    const first = count === 0 ? 0 : 3 * spans[0];
    for (let row = 0; row < count; row++) {
      const span = spans[row];
      rowOf[span] = row;
      spanIds[2 * row] = ids[4 * span];
      spanIds[2 * row + 1] = ids[4 * span + 1];
      start[row] = (times[3 * span] - times[first]) * 1e9 + (times[3 * span + 1] - times[first + 1]);
      duration[row] = times[3 * span + 2];
    }
    const parent = parents === undefined ? this.parentsById(spans, spanIds) : new Int32Array(count);
    if (parents !== undefined) {
      for (let row = 0; row < count; row++) {
        const above = parents[spans[row]];
        parent[row] = above < 0 ? above : rowOf[above];
      }
    }
    cutCircles(parent);
    const columns: TraceColumns = {
      traceId,
      startNanos:
        count === 0 ? 0n : BigInt(times[first]) * NANOS_PER_SECOND + BigInt(Math.round(times[first + 1])),
      rows: count,
      spanIds,
      parent,
      start,
      duration,
      service: this.field(0, spans),
      name: this.field(1, spans),
      kind: Uint8Array.from(this.field(2, spans)),
      status: Uint8Array.from(this.field(3, spans)),
      events: this.field(4, spans),
      links: this.field(5, spans),
      missing: this.missing(spans, parent),
      strings: this.strings,
    };
    return { columns, spans };
  }

  private code(text: string): number {
    let code = this.codes.get(text);
    if (code === undefined) {
      code = this.strings.length;
      this.codes.set(text, code);
      this.strings.push(text);
    }
    return code;
  }

  /** The numbers of the spans: by start, the longer first, then by id and parent id. */
  private byStart(): Int32Array {
    const times = this.times.values;
    const ids = this.ids.values;
    const unsigned = (a: number, b: number) => (a >>> 0) - (b >>> 0);
    return Int32Array.from({ length: this.count }, (_, i) => i).sort(
      (a, b) =>
        times[3 * a] - times[3 * b] ||
        times[3 * a + 1] - times[3 * b + 1] ||
        times[3 * b + 2] - times[3 * a + 2] ||
        unsigned(ids[4 * a + 1], ids[4 * b + 1]) ||
        unsigned(ids[4 * a], ids[4 * b]) ||
        unsigned(ids[4 * a + 3], ids[4 * b + 3]) ||
        unsigned(ids[4 * a + 2], ids[4 * b + 2]),
    );
  }

  private parentsById(spans: Int32Array, spanIds: Int32Array): Int32Array {
    const ids = this.ids.values;
    const index = new IdSet(spanIds);
    return spans.map((span, row) => {
      const low = ids[4 * span + 2];
      const high = ids[4 * span + 3];
      if (low === 0 && high === 0) {
        return ROOT;
      }
      const own = low === spanIds[2 * row] && high === spanIds[2 * row + 1];
      const above = own ? -1 : index.indexOf(low, high);
      return above < 0 ? MISSING : above;
    });
  }

  private field(field: number, spans: Int32Array): Int32Array {
    const fields = this.fields.values;
    return spans.map((span) => fields[6 * span + field]);
  }

  private missing(spans: Int32Array, parent: Int32Array): { rows: Int32Array; ids: Int32Array } {
    const ids = this.ids.values;
    const rows: number[] = [];
    const halves: number[] = [];
    for (let row = 0; row < parent.length; row++) {
      if (parent[row] === MISSING) {
        rows.push(row);
        halves.push(ids[4 * spans[row] + 2], ids[4 * spans[row] + 3]);
      }
    }
    return { rows: Int32Array.from(rows), ids: Int32Array.from(halves) };
  }
}

/** Cuts every circle at its first row. */
function cutCircles(parent: Int32Array): void {
  const walk = new Int32Array(parent.length);
  for (let begin = 0; begin < parent.length; begin++) {
    let row = begin;
    while (row >= 0 && walk[row] === 0) {
      walk[row] = begin + 1;
      row = parent[row];
    }
    if (row >= 0 && walk[row] === begin + 1) {
      let first = row;
      for (let at = parent[row]; at !== row; at = parent[at]) {
        first = Math.min(first, at);
      }
      parent[first] = MISSING;
    }
  }
}
