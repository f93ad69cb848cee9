import { STATUS_ERROR, lowerBound } from '../../../trace/columns';
import type { TraceModel } from '../../../worker/TraceModel';
import type { TimeWindow } from '../view';

/** When any of some spans runs: answers by pixel, in a time that depends on pixels more than on spans. */
export class Cover {
  private constructor(
    /** Starts, ascending. */
    private readonly starts: Float64Array,
    /** For each start the latest end up to it. */
    private readonly ends: Float64Array,
  ) {}

  /** @param rows in the order of their starts, as rows of one parent are */
  static of(model: TraceModel, rows: readonly number[]): Cover {
    const { start, duration } = model.columns;
    const starts = Float64Array.from(rows, (row) => start[row]);
    const ends = new Float64Array(rows.length);
    let latest = -Infinity;
    rows.forEach((row, index) => {
      latest = Math.max(latest, start[row] + Math.max(0, duration[row]));
      ends[index] = latest;
    });
    return new Cover(starts, ends);
  }

  /** Calls with every stretch of pixels in which something runs: first pixel and width. */
  stretches(window: TimeWindow, width: number, take: (x: number, width: number) => void): void {
    const { starts, ends } = this;
    const scale = (window.to - window.from) / width;
    let from = -1;
    let index = 0;
    for (let x = 0; x < width; x++) {
      const left = window.from + x * scale;
      const right = left + scale;
      // One after the last that starts before the pixel's right edge; near the one of the pixel before.
      index = upperFrom(starts, index, right);
      // A span without length counts for the pixel in which it starts.
      const runs = index > 0 && (ends[index - 1] > left || starts[index - 1] >= left);
      if (runs && from < 0) {
        from = x;
      } else if (!runs && from >= 0) {
        take(from, x - from);
        from = -1;
      }
    }
    if (from >= 0) {
      take(from, width - from);
    }
  }
}

/** The cover of a run's members, and of those with an error. */
export interface RunCover {
  readonly all: Cover;
  readonly errors: Cover;
}

/** @param rows the members, in order */
export function runCover(model: TraceModel, rows: readonly number[]): RunCover {
  const errors = rows.filter((row) => model.columns.status[row] === STATUS_ERROR);
  return { all: Cover.of(model, rows), errors: Cover.of(model, errors) };
}

/** The first index at or after `from` whose value is not below `value`, sought in steps that double. */
function upperFrom(sorted: Float64Array, from: number, value: number): number {
  let step = 1;
  let low = from;
  while (low + step < sorted.length && sorted[low + step] < value) {
    low += step;
    step *= 2;
  }
  return lowerBound(sorted, value, low, Math.min(sorted.length, low + step + 1));
}

/** How many covers are kept. */
const KEPT = 200;

/** Covers of runs, kept for the frames to come. */
export class RunCovers {
  /** By run. */
  private readonly covers = new Map<number, RunCover>();

  constructor(private readonly model: TraceModel) {}

  of(run: number): RunCover {
    let cover = this.covers.get(run);
    if (cover === undefined) {
      cover = runCover(this.model, runMembers(this.model, run));
      if (this.covers.size >= KEPT) {
        this.covers.clear();
      }
      this.covers.set(run, cover);
    }
    return cover;
  }
}

/** The rows of a run's members: siblings, one subtree after the other. */
function runMembers({ tree, runs }: TraceModel, run: number): number[] {
  const rows: number[] = [];
  for (let position = runs.first[run]; position < runs.end[run];) {
    const row = tree.order[position];
    rows.push(row);
    position += tree.size[row];
  }
  return rows;
}
