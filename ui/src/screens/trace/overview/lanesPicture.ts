import type { PaintList } from '../../../canvas/PaintList';
import type { TextMeasure } from '../../../canvas/TextMeasure';
import { visible } from '../../../format';
import type { RectangleList } from '../../../lod/rectangles';
import { STATUS_ERROR } from '../../../trace/columns';
import type { TraceModel } from '../../../worker/TraceModel';
import { Ink, type ServiceInks } from '../colours';

/** Rectangles of the overview, to be painted one below the other. */
export interface LanesPicture {
  readonly model: TraceModel;
  readonly inks: ServiceInks;
  readonly rectangles: RectangleList;
  /** Height of a row of rectangles in device pixels, the gap below it included; at least 1. */
  readonly rowHeight: number;
  /** Device pixels. */
  readonly gap: number;
  /** Where the first row begins, in device pixels; may be above the canvas. */
  readonly top: number;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
  /** Whether a span was found; those are marked. */
  readonly isMatch: (row: number) => boolean;
  /** Names in rectangles that are wide enough; null for none. */
  readonly names: {
    readonly measure: TextMeasure;
    readonly fontFamily: string;
    readonly inkOn: (ink: number) => number;
  } | null;
}

/** Fills a list with lanes: services by colour, errors over the full height of their row and with a notch. */
export function listLanes(list: PaintList, picture: LanesPicture): void {
  list.clear();
  const { rectangles, rowHeight, gap, top, model } = picture;
  const { columns } = model;
  const bar = Math.max(1, rowHeight - gap);
  for (let i = 0; i < rectangles.count; i++) {
    const row = rectangles.span[i];
    const x = rectangles.x[i];
    const width = rectangles.width[i];
    const y = top + rectangles.y[i] * rowHeight;
    const error = columns.status[row] === STATUS_ERROR;
    const ink = picture.inks.of(columns.service[row]);
    if (error) {
      listError(list, picture, x, y, width, ink);
    } else {
      // A gap at the right end tells neighbours apart where there is room for it.
      list.add(x, y, width > 4 * picture.ratio ? width - Math.round(picture.ratio) : width, bar, ink);
    }
    if (picture.isMatch(row)) {
      list.add(x, y, Math.max(width, Math.round(2 * picture.ratio)), Math.max(1, bar >> 2), Ink.MATCH);
    }
    if (picture.names) {
      listName(list, picture, row, x, y, width, error ? Ink.ERROR : ink);
    }
  }
}

/** A wide one keeps its service's colour within a frame; a narrow one is all error. */
function listError(
  list: PaintList,
  picture: LanesPicture,
  x: number,
  y: number,
  width: number,
  ink: number,
): void {
  const frame = Math.max(1, Math.round(1.5 * picture.ratio));
  const height = Math.max(1, picture.rowHeight);
  if (width > 6 * frame && height > 4 * frame) {
    list.add(x, y, width, height, ink);
    list.addOutline(x, y, width, height, frame, Ink.ERROR);
  } else {
    list.add(x, y, width, height, Ink.ERROR);
  }
}

function listName(
  list: PaintList,
  picture: LanesPicture,
  row: number,
  x: number,
  y: number,
  width: number,
  ink: number,
): void {
  const { names, model, ratio } = picture;
  const inside = Math.round(4 * ratio);
  const left = Math.max(x, 0) + inside;
  const room = x + width - inside - left;
  if (names === null || room < 16 * ratio) {
    return;
  }
  const font = `${Math.round(11 * ratio)}px ${names.fontFamily}`;
  const name = model.columns.strings[model.columns.name[row]];
  const text = names.measure.clip(visible(name.slice(0, 200)), font, room);
  if (text !== '') {
    const baseline = y + Math.round((picture.rowHeight - picture.gap) / 2 + 4 * ratio);
    list.addText({ text, x: left, baseline, font, colour: names.inkOn(ink) });
  }
}
