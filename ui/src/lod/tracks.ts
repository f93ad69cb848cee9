import { endOf, type TraceColumns } from '../trace/columns';

/**
 * Tracks: sequences of pieces of spans that do not overlap in time, each by start. A piece ends where the next one of
 * its track starts or its span ends, whichever is first.
 *
 * Above the pieces lies a forest: of each 16 pieces, of each 256 and so on, the one with the longest span.
 */
export interface Tracks {
  /** How many tracks there are. */
  readonly count: number;
  /** By track, and one more entry: its first piece. */
  readonly first: Int32Array;
  /** By piece: the row of its span. */
  readonly span: Int32Array;
  /** By piece: where it starts, nanoseconds after the trace's start; `null` where each piece is a whole span. */
  readonly start: Float64Array | null;
  /** From the lowest level up, of each 16 entries of the level below: the row of the longest span. */
  readonly longest: readonly Int32Array[];
}

const FAN_OUT_BITS = 4;
const FAN_OUT = 1 << FAN_OUT_BITS;

/** Lays the forest over pieces. */
export function tracksOf(
  columns: TraceColumns,
  first: Int32Array,
  span: Int32Array,
  start: Float64Array | null,
): Tracks {
  const longest: Int32Array[] = [];
  for (let below = span; below.length > FAN_OUT;) {
    const level = new Int32Array(Math.ceil(below.length / FAN_OUT));
    for (let i = 0; i < level.length; i++) {
      let best = below[i * FAN_OUT];
      for (let k = i * FAN_OUT + 1; k < Math.min((i + 1) * FAN_OUT, below.length); k++) {
        best = longer(columns, best, below[k]);
      }
      level[i] = best;
    }
    longest.push(level);
    below = level;
  }
  return { count: first.length - 1, first, span, start, longest };
}

/** The longer of two spans; of equal ones the one with the lower row. */
export function longer(columns: TraceColumns, a: number, b: number): number {
  const difference = lengthOf(columns, a) - lengthOf(columns, b);
  return difference > 0 || (difference === 0 && a < b) ? a : b;
}

/** A span's duration in nanoseconds, 0 where it is negative. */
export function lengthOf(columns: TraceColumns, row: number): number {
  const duration = columns.duration[row];
  return duration > 0 ? duration : 0;
}

/** Where a piece starts, nanoseconds after the trace's start. */
export function pieceStart(columns: TraceColumns, tracks: Tracks, piece: number): number {
  return tracks.start === null ? columns.start[tracks.span[piece]] : tracks.start[piece];
}

/** The first piece of some that starts at a time or later; `to` where none does. Fast where it is near `from`. */
export function pieceFrom(
  columns: TraceColumns,
  tracks: Tracks,
  from: number,
  to: number,
  time: number,
): number {
  let low = from;
  let step = 1;
  while (low + step < to && pieceStart(columns, tracks, low + step) < time) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, to);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (pieceStart(columns, tracks, middle) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The row of the longest span of the pieces from `from` to `to - 1`, and of `best`, a row or -1. */
export function longestOf(
  columns: TraceColumns,
  tracks: Tracks,
  from: number,
  to: number,
  best: number,
): number {
  let low = from;
  let high = to;
  let entries = tracks.span;
  for (let level = 0; ; level++) {
    const last = level === tracks.longest.length || high - low <= 2 * FAN_OUT;
    const lowEnd = last ? high : Math.min(high, (low + FAN_OUT - 1) & -FAN_OUT);
    for (; low < lowEnd; low++) {
      best = best < 0 ? entries[low] : longer(columns, best, entries[low]);
    }
    if (last) {
      return best;
    }
    for (; (high & (FAN_OUT - 1)) !== 0;) {
      best = best < 0 ? entries[--high] : longer(columns, best, entries[--high]);
    }
    low >>>= FAN_OUT_BITS;
    high >>>= FAN_OUT_BITS;
    entries = tracks.longest[level];
  }
}

/** Whether a span lies in some stretch of time, at least with its start where it has no length. */
export function touches(columns: TraceColumns, row: number, from: number, to: number): boolean {
  const start = columns.start[row];
  return start < to && (start >= from || endOf(columns, row) > from);
}
