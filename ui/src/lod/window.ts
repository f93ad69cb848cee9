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
  /** Lane after the last; greater than {@link firstLane}. */
  readonly lastLane: number;
  /** Pixel rows, at least 1. With no fewer rows than lanes, each lane gets one row; otherwise a row holds several. */
  readonly rows: number;
}

/** The time at the left edge of a pixel, nanoseconds after the trace's start; of `width`, the window's right edge. */
export function edge(window: Window, pixel: number): number {
  return window.from + (pixel * (window.to - window.from)) / window.width;
}

/** The time at the centre of a pixel. */
export function centre(window: Window, pixel: number): number {
  return edge(window, pixel + 0.5);
}

/** The pixel that a time lies in: at least -1, at most the width. */
export function pixelAt(window: Window, time: number): number {
  const { from, to, width } = window;
  let pixel = Math.max(-1, Math.min(width, Math.floor(((time - from) / (to - from)) * width)));
  // Division and multiplication need not agree in the last bit; edges decide.
  while (pixel < width && edge(window, pixel + 1) <= time) {
    pixel++;
  }
  while (pixel >= 0 && edge(window, pixel) > time) {
    pixel--;
  }
  return pixel;
}
