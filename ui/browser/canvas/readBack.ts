// Runs in the browser: paints pictures with the page's own code and reads them back from the canvas.
import { Frames } from '../../src/canvas/Frames';
import { Surface } from '../../src/canvas/Surface';
import { LevelOfDetail, type RectangleList } from '../../src/lod/rectangles';
import { random } from '../../src/testing/random';
import { randomTrace } from '../../src/testing/traces';
import { STATUS_ERROR, type TraceColumns } from '../../src/trace/columns';
import { modelOf } from '../../src/worker/TraceModel';
import { BLANK, COLOURS, compare, pixelsOfList, type ReadBack, type Size } from './compare';

export { minimap, overviewTab, waterfall } from './traceScreen';

const ERROR = 7;

/** A window of a random trace, as the rectangle list says it: rectangles a few pixels high, errors in their colour. */
export async function overview(seed: number): Promise<ReadBack> {
  const next = random(seed);
  const model = modelOf(randomTrace(seed, 20 + next(2_000)));
  const surface = await surfaceOf(300.3 + next(500), 60.7 + next(200));
  const from = next(2) === 0 ? 0 : next(Math.max(1, model.tree.end));
  const rectangles = new LevelOfDetail(model.columns, model.overview).rectangles({
    from,
    to: from + 1 + next(Math.max(1, model.tree.end - from)),
    width: surface.width,
    firstLane: 0,
    lastLane: model.tree.laneCount,
    rows: Math.max(1, Math.floor(surface.height / 2)),
  });
  const height = Math.max(1, Math.floor(surface.height / Math.max(1, rectangles.rows)));
  for (let i = 0; i < rectangles.count; i++) {
    const colour = codeOf(model.columns, rectangles.span[i]);
    surface.list.add(rectangles.x[i], rectangles.y[i] * height, rectangles.width[i], height, colour);
  }
  surface.paint(COLOURS);
  surface.close();
  return compare(surface.canvas, pixelsOfRectangles(rectangles, model.columns, height, surface));
}

/** Rectangles, outlines and arrows at random, one over another and over the canvas's edges. */
export async function anything(seed: number): Promise<ReadBack> {
  const next = random(seed);
  const surface = await surfaceOf(100.5 + next(400), 50.25 + next(300));
  const { list, width, height } = surface;
  for (let i = 0; i < 500; i++) {
    const place = [next(width + 40) - 20, next(height + 40) - 20, next(80), next(40)] as const;
    const colour = next(COLOURS.length);
    switch (next(3)) {
      case 0:
        list.add(...place, colour);
        break;
      case 1:
        list.addOutline(...place, 1 + next(3), colour);
        break;
      default:
        list.addArrow(place[0], place[1], place[2] - 40, place[3], colour);
    }
  }
  surface.paint(COLOURS);
  surface.close();
  return compare(surface.canvas, pixelsOfList(list, surface));
}

function codeOf(columns: TraceColumns, row: number): number {
  return columns.status[row] === STATUS_ERROR ? ERROR : columns.service[row] % ERROR;
}

function surfaceOf(width: number, height: number): Promise<Surface> {
  const canvas = document.createElement('canvas');
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  document.body.replaceChildren(canvas);
  return new Promise((resolve) => {
    const surface = new Surface(canvas, new Frames(), () => resolve(surface));
  });
}

function pixelsOfRectangles(
  rectangles: RectangleList,
  columns: TraceColumns,
  rowHeight: number,
  { width, height }: Size,
): Int8Array {
  const pixels = new Int8Array(width * height).fill(BLANK);
  for (let i = 0; i < rectangles.count; i++) {
    for (let y = rectangles.y[i] * rowHeight; y < (rectangles.y[i] + 1) * rowHeight; y++) {
      for (let x = rectangles.x[i]; x < rectangles.x[i] + rectangles.width[i]; x++) {
        pixels[y * width + x] = codeOf(columns, rectangles.span[i]);
      }
    }
  }
  return pixels;
}
