/** OTLP's number of the status "error", in {@link TraceColumns.status}. */
export const STATUS_ERROR = 2;

/** In {@link TraceColumns.parent}: the span has no parent. */
export const ROOT = -1;

/** In {@link TraceColumns.parent}: the span names a parent that is not in the trace, or closes a circle of parents. */
export const MISSING = -2;

/**
 * The spans of one trace, one array a field, indexed by row. Rows are by start; a parent may have a later row than its
 * child, where clocks disagree. Spans may share an id. Arrays are not to be written to.
 */
export interface TraceColumns {
  /** 32 hexadecimal digits, lower case. */
  readonly traceId: string;
  /** The start of row 0, the earliest: nanoseconds since 1970. */
  readonly startNanos: bigint;
  /** How many spans there are. */
  readonly rows: number;
  /** Two entries a row, the low and the high half of the id; see {@link spanId}. */
  readonly spanIds: Int32Array;
  /** The parent's row, {@link ROOT} or {@link MISSING}. Following it always ends. */
  readonly parent: Int32Array;
  /** Nanoseconds after {@link startNanos}, ascending; exact to 2^53. */
  readonly start: Float64Array;
  /** Nanoseconds; negative where the end lies before the start. */
  readonly duration: Float64Array;
  /** A code of {@link strings}; 0 for none. */
  readonly service: Int32Array;
  /** A code of {@link strings}; 0 for none. */
  readonly name: Int32Array;
  /** OTLP's number of the kind, 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer; 255 unknown. */
  readonly kind: Uint8Array;
  /** OTLP's number of the status code, 0 unset, 1 ok, 2 error; 255 unknown. */
  readonly status: Uint8Array;
  /** How many events the span has. */
  readonly events: Int32Array;
  /** How many links the span has. */
  readonly links: Int32Array;
  readonly missing: MissingParents;
  /** What codes stand for; string 0 is empty. */
  readonly strings: readonly string[];
}

/** The rows whose parent is {@link MISSING}, and whom they name. */
export interface MissingParents {
  /** Ascending. */
  readonly rows: Int32Array;
  /** Two entries for each of {@link rows}: the halves of the parent's span id. */
  readonly ids: Int32Array;
}

/** When a span is over, nanoseconds after the trace's start: never before its own start. */
export function endOf(columns: TraceColumns, row: number): number {
  const duration = columns.duration[row];
  return columns.start[row] + (duration > 0 ? duration : 0);
}

/** Writes entry `index` of an array of halves as a span id: 16 hexadecimal digits. */
export function idAt(halves: Int32Array, index: number): string {
  return hex(halves[2 * index + 1]) + hex(halves[2 * index]);
}

/** The span id of a row: 16 hexadecimal digits, lower case. */
export function spanId(columns: TraceColumns, row: number): string {
  return idAt(columns.spanIds, row);
}

/** The parent's span id of a row; `null` for a root. */
export function parentSpanId(columns: TraceColumns, row: number): string | null {
  const parent = columns.parent[row];
  if (parent >= 0) {
    return spanId(columns, parent);
  }
  const index = parent === MISSING ? lowerBound(columns.missing.rows, row) : -1;
  return index >= 0 && columns.missing.rows[index] === row ? idAt(columns.missing.ids, index) : null;
}

/** The two halves of a span id, low and high, or `null` where the text is not up to 16 hexadecimal digits. */
export function parseSpanId(id: string): [number, number] | null {
  if (!/^[0-9a-f]{1,16}$/i.test(id)) {
    return null;
  }
  const digits = id.padStart(16, '0');
  return [parseInt(digits.slice(8), 16) | 0, parseInt(digits.slice(0, 8), 16) | 0];
}

/** The first row with a span id, or -1. Looks at all rows: a millisecond for a million. */
export function rowOfSpan(columns: TraceColumns, id: string): number {
  const halves = parseSpanId(id);
  if (halves === null) {
    return -1;
  }
  const [low, high] = halves;
  for (let row = 0; row < columns.rows; row++) {
    if (columns.spanIds[2 * row] === low && columns.spanIds[2 * row + 1] === high) {
      return row;
    }
  }
  return -1;
}

/**
 * The rows, ascending, of the spans whose ids are given. Spans that share an id are all among them.
 *
 * @param ids two entries an id, as in {@link TraceColumns.spanIds}
 */
export function rowsOfSpans(columns: TraceColumns, ids: Int32Array): Int32Array {
  const wanted = new IdSet(ids);
  const rows = new Int32Array(columns.rows);
  let count = 0;
  for (let row = 0; row < columns.rows; row++) {
    if (wanted.has(columns.spanIds[2 * row], columns.spanIds[2 * row + 1])) {
      rows[count++] = row;
    }
  }
  return rows.slice(0, count);
}

/** A set of 64-bit ids: open addressing over their halves. */
export class IdSet {
  private readonly slots: Int32Array;
  private readonly mask: number;

  /** @param ids two entries an id, low and high half */
  constructor(private readonly ids: Int32Array) {
    this.mask = (1 << (33 - Math.clz32(Math.max(ids.length, 4)))) - 1;
    this.slots = new Int32Array(this.mask + 1).fill(-1);
    for (let i = 0; i < ids.length; i += 2) {
      const slot = this.slot(ids[i], ids[i + 1]);
      if (this.slots[slot] < 0) {
        this.slots[slot] = i;
      }
    }
  }

  has(low: number, high: number): boolean {
    return this.slots[this.slot(low, high)] >= 0;
  }

  /** The index (in ids, not in halves) of the first entry with an id, or -1. */
  indexOf(low: number, high: number): number {
    const at = this.slots[this.slot(low, high)];
    return at < 0 ? -1 : at >>> 1;
  }

  private slot(low: number, high: number): number {
    let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & this.mask;
    for (let at = this.slots[slot]; at >= 0; at = this.slots[slot]) {
      if (this.ids[at] === low && this.ids[at + 1] === high) {
        break;
      }
      slot = (slot + 1) & this.mask;
    }
    return slot;
  }
}

/** The index of the first entry of an ascending array that is at least `value`; the length where none is. */
export function lowerBound(
  sorted: Int32Array | Float64Array,
  value: number,
  from = 0,
  to = sorted.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function hex(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0');
}
