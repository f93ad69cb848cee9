/**
 * Scrolling by lines of one height, of which there may be more than an element can be pixels high.
 *
 * `top` is the offset of the window's upper edge from the first line's, in CSS pixels; it is kept
 * as a double, exact far beyond a million lines.
 */
export interface Scroll {
  readonly lines: number;
  readonly lineHeight: number;
  /** Height of the window. */
  readonly height: number;
}

/** How far down `top` may go. */
export function lowestTop(scroll: Scroll): number {
  return Math.max(0, scroll.lines * scroll.lineHeight - scroll.height);
}

/** A top within what there is. */
export function clampTop(scroll: Scroll, top: number): number {
  return Math.min(Math.max(0, top), lowestTop(scroll));
}

/** The first line that shows, even if only in part, and the line after the last one. */
export function visibleLines(scroll: Scroll, top: number): { first: number; end: number } {
  const first = Math.floor(top / scroll.lineHeight);
  const end = Math.ceil((top + scroll.height) / scroll.lineHeight);
  return { first: Math.max(0, first), end: Math.min(scroll.lines, Math.max(end, first)) };
}

/** The nearest top at which a line shows whole, with `margin` lines beyond it where there are. */
export function topShowing(scroll: Scroll, top: number, line: number, margin = 2): number {
  const room = Math.floor(scroll.height / scroll.lineHeight);
  const kept = Math.max(0, Math.min(margin, Math.floor((room - 1) / 2))) * scroll.lineHeight;
  const upper = line * scroll.lineHeight;
  if (upper - kept < top) {
    return clampTop(scroll, upper - kept);
  }
  const lower = upper + scroll.lineHeight - scroll.height;
  return clampTop(scroll, Math.max(top, lower + kept));
}

/** The top at which a line stands in the middle. */
export function topCentring(scroll: Scroll, line: number): number {
  return clampTop(scroll, (line + 0.5) * scroll.lineHeight - scroll.height / 2);
}

/** The thumb of a scroll bar, in pixels of its track; null where everything shows. */
export function thumb(
  scroll: Scroll,
  top: number,
  track: number,
  smallest = 24,
): { offset: number; length: number } | null {
  const whole = scroll.lines * scroll.lineHeight;
  if (whole <= scroll.height || track <= 0) {
    return null;
  }
  const length = Math.min(track, Math.max(smallest, (scroll.height / whole) * track));
  const offset = (clampTop(scroll, top) / lowestTop(scroll)) * (track - length);
  return { offset, length };
}

/** The top that belongs to a thumb at an offset: the inverse of {@link thumb}. */
export function topOfThumb(scroll: Scroll, offset: number, track: number, smallest = 24): number {
  const at = thumb(scroll, 0, track, smallest);
  if (at === null || track <= at.length) {
    return 0;
  }
  return clampTop(scroll, (offset / (track - at.length)) * lowestTop(scroll));
}
