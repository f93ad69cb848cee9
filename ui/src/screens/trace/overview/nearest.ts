import type { RectangleList } from '../../../lod/rectangles';
import { STATUS_ERROR, type TraceColumns } from '../../../trace/columns';

/** How the pixel rows of a list lie in a picture, in device pixels. */
export interface RowsPlace {
  readonly top: number;
  readonly rowHeight: number;
}

/**
 * The span that a press means: the nearest of those that are at most so far away; one with an error before any other,
 * since it may be a pixel wide.
 *
 * @param x device pixel, as `y` and `far`
 * @param y null for errors only, at whatever height
 * @returns its row; -1 where nothing is near
 */
export function nearestSpan(
  list: RectangleList,
  columns: TraceColumns,
  { top, rowHeight }: RowsPlace,
  x: number,
  y: number | null,
  far: number,
): number {
  let nearest = -1;
  let least = Infinity;
  for (let i = 0; i < list.count; i++) {
    const upper = top + list.y[i] * rowHeight;
    const aside = outside(x, list.x[i], list.x[i] + list.width[i]);
    const away = y === null ? 0 : outside(y, upper, upper + rowHeight);
    const error = columns.status[list.span[i]] === STATUS_ERROR;
    if (aside <= far && away <= far && (error || y !== null)) {
      const distance = Math.hypot(aside, away) - (error ? 2 * far : 0);
      if (distance < least) {
        least = distance;
        nearest = list.span[i];
      }
    }
  }
  return nearest;
}

/** How far a pixel lies from a stretch of pixels; 0 within it. */
function outside(at: number, from: number, to: number): number {
  return Math.max(0, from - at, at - (to - 1));
}
