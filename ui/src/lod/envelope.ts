import { endOf, type TraceColumns } from '../trace/columns';
import { Heap } from '../trace/heap';
import { lengthOf, tracksOf, type Tracks } from './tracks';

/**
 * Makes tracks of spans that overlap: of each group the *envelope*, at every moment the longest span that runs then. A
 * span without a length is in it where nothing else runs.
 *
 * The longest span that touches a stretch of time is the longest in the stretch's part of the envelope: at each moment
 * that it runs, what the envelope shows is at least as long, and touches the stretch too.
 *
 * @param rows by group, in each by start
 * @param first by group, and one more entry: its first index in `rows`
 */
export function envelopes(columns: TraceColumns, rows: Int32Array, first: Int32Array): Tracks {
  const pieces = new Pieces(rows.length);
  const firstPiece = new Int32Array(first.length);
  const running = new Heap();
  for (let group = 0; group + 1 < first.length; group++) {
    pieces.begin();
    firstPiece[group] = pieces.count;
    for (let i = first[group]; i < first[group + 1]; i++) {
      const row = rows[i];
      const start = columns.start[row];
      const length = lengthOf(columns, row);
      leave(columns, running, pieces, start);
      if (length > 0) {
        running.push(-length, row);
        if (running.topValue === row) {
          pieces.add(start, row);
        }
      } else if (running.size === 0) {
        pieces.addPoint(start, row);
      }
    }
    leave(columns, running, pieces, Infinity);
  }
  firstPiece[first.length - 1] = pieces.count;
  return tracksOf(
    columns,
    firstPiece,
    pieces.span.slice(0, pieces.count),
    pieces.start.slice(0, pieces.count),
  );
}

/** Lets the longest spans end that end by some time; who is the longest then gets a piece. */
function leave(columns: TraceColumns, running: Heap, pieces: Pieces, time: number): void {
  while (running.size > 0) {
    const end = endOf(columns, running.topValue);
    if (end > time) {
      return;
    }
    running.pop();
    while (running.size > 0 && endOf(columns, running.topValue) <= end) {
      running.pop();
    }
    if (running.size > 0) {
      pieces.add(end, running.topValue);
    }
  }
}

class Pieces {
  span: Int32Array;
  start: Float64Array;
  count = 0;
  private groupFirst = 0;

  constructor(expected: number) {
    this.span = new Int32Array(Math.max(16, expected));
    this.start = new Float64Array(this.span.length);
  }

  begin(): void {
    this.groupFirst = this.count;
  }

  /** Adds a piece; one that starts at the same time is over before it began. */
  add(start: number, span: number): void {
    const last = this.count - 1;
    if (last >= this.groupFirst && this.start[last] === start) {
      this.span[last] = span;
      return;
    }
    if (this.count === this.span.length) {
      const spans = new Int32Array(2 * this.count);
      const starts = new Float64Array(2 * this.count);
      spans.set(this.span);
      starts.set(this.start);
      this.span = spans;
      this.start = starts;
    }
    this.start[this.count] = start;
    this.span[this.count++] = span;
  }

  /** Adds a span without a length, unless another one is at the same time: rows are ascending, the lowest stays. */
  addPoint(start: number, span: number): void {
    const last = this.count - 1;
    if (last < this.groupFirst || this.start[last] !== start) {
      this.add(start, span);
    }
  }
}
