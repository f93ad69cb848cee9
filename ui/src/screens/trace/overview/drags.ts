import type { TimeWindow } from '../view';

/** What a drag on the overview does, by where it begins. */
export type DragKind = 'select' | 'move' | 'left' | 'right';

/** How near to an edge of the window a press takes hold of the edge, in CSS pixels. */
const EDGE = 6;

/**
 * What a press does: at an edge of the window it moves the edge, within it the window, elsewhere it begins a new one.
 * Where all of the trace is in the window, there is nothing to move.
 */
export function dragKind(x: number, left: number, right: number, zoomed: boolean): DragKind {
  if (!zoomed) {
    return 'select';
  }
  const toLeft = Math.abs(x - left);
  const toRight = Math.abs(x - right);
  if (Math.min(toLeft, toRight) <= EDGE) {
    return toLeft <= toRight && !(left === right && x > right) ? 'left' : 'right';
  }
  return x > left && x < right ? 'move' : 'select';
}

/**
 * The window that a drag makes.
 *
 * @param before the window when the drag began
 * @param from the time at which it began
 * @param to the time at which it is now
 */
export function dragged(kind: DragKind, before: TimeWindow, from: number, to: number): TimeWindow {
  switch (kind) {
    case 'select':
      return { from: Math.min(from, to), to: Math.max(from, to) };
    case 'move':
      return { from: before.from + to - from, to: before.to + to - from };
    case 'left':
      return { from: Math.min(to, before.to), to: Math.max(to, before.to) };
    case 'right':
      return { from: Math.min(to, before.from), to: Math.max(to, before.from) };
  }
}
