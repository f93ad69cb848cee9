/** What part of a trace is to be drawn, and on how many pixels. */
export interface Window {
  /** Nanoseconds after the trace's start: the left edge of pixel 0. */
  readonly from: number;
  /** Nanoseconds after the trace's start: the right edge of the last pixel; greater than {@link from}. */
  readonly to: number;
  /** Pixels, at least 1. Device pixels where the canvas has them. */
  readonly width: number;
  /** First lane, from 0. */
  readonly firstLane: number;
  /** Lane after the last. */
  readonly lastLane: number;
  /** Pixel rows, at least 1. With no fewer rows than lanes, each lane gets one row; otherwise a row holds several. */
  readonly rows: number;
}

/**
 * What a window shows: rectangles of a whole number of pixels, one pixel row high, by row and from left to right; no
 * two overlap. All of a rectangle shows one span.
 */
export interface RectangleList {
  readonly count: number;
  /** How many pixel rows there are; at most the window's. */
  readonly rows: number;
  /** By pixel row, and one more entry: its first lane. */
  readonly lanes: Int32Array;
  /** Of each rectangle the pixel row. */
  readonly y: Int32Array;
  /** Of each rectangle the first pixel column. */
  readonly x: Int32Array;
  /** Of each rectangle the width in pixels, at least 1. */
  readonly width: Int32Array;
  /** Of each rectangle the row in the columns of the span that it shows: its service, name and status follow from it. */
  readonly span: Int32Array;
}
