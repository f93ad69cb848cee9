import type { PaintList } from '../../../canvas/PaintList';
import type { RectangleList } from '../../../lod/rectangles';
import { STATUS_ERROR } from '../../../trace/columns';
import type { TraceModel } from '../../../worker/TraceModel';
import { Ink } from '../colours';

/** Width of a tick in CSS pixels. */
const TICK = 3;

/** A strip along an edge of the overview, in device pixels. */
export interface Strip {
  readonly y: number;
  readonly height: number;
  readonly width: number;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
}

/** Ticks where errors begin: in the lanes an error may be a single pixel among thousands. */
export function listErrorTicks(
  list: PaintList,
  { columns }: TraceModel,
  shown: RectangleList,
  strip: Strip,
): void {
  const at = new Uint8Array(strip.width);
  for (let i = 0; i < shown.count; i++) {
    if (columns.status[shown.span[i]] === STATUS_ERROR) {
      at[Math.min(strip.width - 1, Math.max(0, shown.x[i]))] = 1;
    }
  }
  listTicks(list, at, strip, Ink.ERROR);
}

/**
 * Ticks where the spans begin that were found, be they shown in the lanes or behind longer ones.
 *
 * @param matches their positions
 */
export function listMatchTicks(list: PaintList, model: TraceModel, matches: Int32Array, strip: Strip): void {
  const { columns, tree } = model;
  const at = new Uint8Array(strip.width);
  const scale = strip.width / Math.max(1, tree.end);
  for (const position of matches) {
    const x = Math.floor(columns.start[tree.order[position]] * scale);
    at[Math.min(strip.width - 1, Math.max(0, x))] = 1;
  }
  listTicks(list, at, strip, Ink.MATCH);
}

function listTicks(list: PaintList, at: Uint8Array, { y, height, width, ratio }: Strip, ink: number): void {
  const tick = Math.round(TICK * ratio);
  for (let x = 0; x < width; x++) {
    if (at[x] === 1) {
      const left = Math.min(width - tick, Math.max(0, x - (tick >> 1)));
      list.add(left, y, tick, height, ink);
    }
  }
}
