import { endOf, type TraceColumns } from '../trace/columns';
import type { Overview } from './overview';
import { lengthOf, longer, longestOf, pieceFrom, pieceStart, type Tracks } from './tracks';
import { centre, edge, pixelAt, type Window } from './window';

/**
 * What a window shows: rectangles of a whole number of pixels, one pixel row high, by row and from left to right; no
 * two overlap. All of a rectangle shows one span.
 */
export interface RectangleList {
  readonly count: number;
  /** How many pixel rows there are; at most the window's. */
  readonly rows: number;
  /** By pixel row, and one more entry: its first lane. Where lanes are drawn by bands, the window's rounded outwards. */
  readonly lanes: Int32Array;
  /** By pixel row, and one more entry: its first rectangle. */
  readonly first: Int32Array;
  /** Of each rectangle the pixel row. */
  readonly y: Int32Array;
  /** Of each rectangle the first pixel column. */
  readonly x: Int32Array;
  /** Of each rectangle the width in pixels, at least 1. */
  readonly width: Int32Array;
  /** Of each rectangle the row in the columns of the span that it shows: its service, name and status follow from it. */
  readonly span: Int32Array;
}

/**
 * Answers what a window shows, exactly and from all spans. A pixel of a pixel row, which holds some lanes and a stretch
 * of time `[edge(x), edge(x + 1))`, shows
 *
 * 1. of the spans with status error that touch it, the longest;
 * 2. else, of the spans at least a pixel long that run at its centre, the longest;
 * 3. else, of the spans that touch it, the longest;
 * 4. else nothing.
 *
 * Of equally long spans it is the one with the lowest row. A span touches a stretch when it starts in it, or runs in
 * part of it; ends are not part of a span. It is as long as its duration, or 0 where that is negative.
 *
 * So an error is never lost, however short. In a lane of its own a span of a pixel or more is never lost either (but to
 * an error): spans of a lane do not overlap, and it runs at the centre of a pixel. Where lanes share a pixel row, the
 * longest there is not lost.
 */
export class LevelOfDetail {
  private cells = new Int32Array(0);
  private errors = new Int32Array(0);
  private y = new Int32Array(0);
  private x = new Int32Array(0);
  private width = new Int32Array(0);
  private span = new Int32Array(0);
  private count = 0;

  constructor(
    private readonly columns: TraceColumns,
    private readonly overview: Overview,
  ) {}

  /** Arrays of the result are written anew by the next call. */
  rectangles(window: Window): RectangleList {
    const { overview } = this;
    const byBand = window.lastLane - window.firstLane > overview.bands.count;
    const bandLanes = byBand ? overview.bandLanes : 1;
    const firstTrack = Math.floor(window.firstLane / bandLanes);
    const tracks = Math.ceil(window.lastLane / bandLanes) - firstTrack;
    const rows = Math.max(0, Math.min(window.rows, tracks));
    const lanes = new Int32Array(rows + 1);
    const first = new Int32Array(rows + 1);
    const spans = byBand ? overview.bands : overview.lanes;
    const errors = byBand ? overview.bandErrors : overview.laneErrors;
    this.makeRoom(window.width, rows);
    for (let y = 0; y < rows; y++) {
      const from = firstTrack + Math.floor((y * tracks) / rows);
      const to = firstTrack + Math.floor(((y + 1) * tracks) / rows);
      lanes[y] = from * bandLanes;
      lanes[y + 1] = Math.min(to * bandLanes, overview.laneCount);
      first[y] = this.count;
      this.cells.fill(-1, 0, window.width);
      this.errors.fill(-1, 0, window.width);
      let anyError = false;
      for (let track = from; track < to; track++) {
        this.enter(window, spans, track, this.cells, true);
        if (errors.first[track] < errors.first[track + 1]) {
          this.enter(window, errors, track, this.errors, false);
          anyError = true;
        }
      }
      this.join(y, window.width, anyError);
    }
    first[rows] = this.count;
    return {
      count: this.count,
      rows,
      lanes,
      first,
      y: this.y,
      x: this.x,
      width: this.width,
      span: this.span,
    };
  }

  /**
   * Finds for each pixel what of a track it shows, and enters it where no other track has something better.
   *
   * @param centres whether rule 2 counts
   */
  private enter(window: Window, tracks: Tracks, track: number, cells: Int32Array, centres: boolean): void {
    const { columns } = this;
    const last = tracks.first[track + 1];
    const pixelLength = (window.to - window.from) / window.width;
    let piece = pieceFrom(columns, tracks, tracks.first[track], last, window.from);
    for (let x = 0; x < window.width;) {
      const left = edge(window, x);
      const right = edge(window, x + 1);
      let before = piece > tracks.first[track] ? tracks.span[piece - 1] : -1;
      if (before >= 0 && endOf(columns, before) <= left) {
        before = -1;
      }
      const next = piece < last ? pieceStart(columns, tracks, piece) : Infinity;
      if (next >= right) {
        if (before < 0) {
          x = next === Infinity ? window.width : pixelAt(window, next);
          continue;
        }
        // Nothing else begins: the span has all pixels up to its end, or to the pixel where something does.
        const until = Math.min(endOf(columns, before), next);
        const whole = Math.max(x + 1, until === Infinity ? window.width : pixelAt(window, until));
        for (; x < whole; x++) {
          this.put(window, cells, x, before, centres, pixelLength);
        }
        continue;
      }
      const after = pieceFrom(columns, tracks, piece, last, right);
      let shown = -1;
      if (centres) {
        const middle = centre(window, x);
        const candidate = this.runningAt(tracks, tracks.first[track], piece, after, middle);
        shown = candidate >= 0 && lengthOf(columns, candidate) >= pixelLength ? candidate : -1;
      }
      if (shown < 0) {
        shown = longestOf(columns, tracks, piece, after, before);
      }
      this.put(window, cells, x++, shown, centres, pixelLength);
      piece = after;
    }
  }

  /** The row of the span whose piece runs at a time, or -1. Pieces from `from` to `to - 1` may start after it. */
  private runningAt(tracks: Tracks, first: number, from: number, to: number, time: number): number {
    let piece = pieceFrom(this.columns, tracks, from, to, time);
    if (piece === to || pieceStart(this.columns, tracks, piece) > time) {
      piece--;
    }
    while (piece + 1 < to && pieceStart(this.columns, tracks, piece + 1) <= time) {
      piece++;
    }
    return piece >= first && endOf(this.columns, tracks.span[piece]) > time ? tracks.span[piece] : -1;
  }

  private put(
    window: Window,
    cells: Int32Array,
    x: number,
    span: number,
    centres: boolean,
    pixelLength: number,
  ): void {
    const other = cells[x];
    if (other < 0) {
      cells[x] = span;
      return;
    }
    if (centres) {
      const middle = centre(window, x);
      const isLarge = this.isLargeAt(span, middle, pixelLength);
      if (isLarge !== this.isLargeAt(other, middle, pixelLength)) {
        cells[x] = isLarge ? span : other;
        return;
      }
    }
    cells[x] = longer(this.columns, span, other);
  }

  private isLargeAt(span: number, time: number, pixelLength: number): boolean {
    return (
      lengthOf(this.columns, span) >= pixelLength &&
      this.columns.start[span] <= time &&
      endOf(this.columns, span) > time
    );
  }

  /** Makes rectangles of equal neighbours. */
  private join(y: number, width: number, anyError: boolean): void {
    const { cells, errors } = this;
    let shown = -1;
    for (let x = 0; x < width; x++) {
      const span = anyError && errors[x] >= 0 ? errors[x] : cells[x];
      if (span < 0) {
        shown = -1;
      } else if (span === shown) {
        this.width[this.count - 1]++;
      } else {
        shown = span;
        this.y[this.count] = y;
        this.x[this.count] = x;
        this.width[this.count] = 1;
        this.span[this.count++] = span;
      }
    }
  }

  private makeRoom(width: number, rows: number): void {
    this.count = 0;
    if (this.cells.length < width) {
      this.cells = new Int32Array(width);
      this.errors = new Int32Array(width);
    }
    if (this.span.length < width * rows) {
      this.y = new Int32Array(width * rows);
      this.x = new Int32Array(width * rows);
      this.width = new Int32Array(width * rows);
      this.span = new Int32Array(width * rows);
    }
  }
}

/** The row of the span that a pixel shows, or -1. */
export function spanAt(list: RectangleList, x: number, y: number): number {
  if (y < 0 || y >= list.rows) {
    return -1;
  }
  let low = list.first[y];
  let high = list.first[y + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list.x[middle] <= x) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const at = low - 1;
  return at >= list.first[y] && x < list.x[at] + list.width[at] ? list.span[at] : -1;
}
