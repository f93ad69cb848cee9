import { Frames } from '../../src/canvas/Frames';
import { PaintList } from '../../src/canvas/PaintList';
import { TextMeasure } from '../../src/canvas/TextMeasure';
import { pixelAt } from '../../src/lod/window';
import { Ink, ServiceInks } from '../../src/screens/trace/colours';
import { LargeOverviewView } from '../../src/screens/trace/overview/LargeOverviewView';
import { MinimapView } from '../../src/screens/trace/overview/MinimapView';
import { Stage } from '../../src/screens/trace/Stage';
import { GutterView } from '../../src/screens/trace/waterfall/GutterView';
import { WaterfallView } from '../../src/screens/trace/waterfall/WaterfallView';
import { type Random, random } from '../../src/testing/random';
import { randomTrace } from '../../src/testing/traces';
import { STATUS_ERROR } from '../../src/trace/columns';
import { modelOf } from '../../src/worker/TraceModel';
import { COLOURS, compare, pixelsOfList, type ReadBack } from './compare';

/** Texts are left out of every list before it is painted: no list says which pixels they have. */
const painted = new Map<HTMLCanvasElement, PaintList>();
const paint = PaintList.prototype.paint;
PaintList.prototype.paint = function (context, colours) {
  this.texts.length = 0;
  paint.call(this, context, colours);
  painted.set(context.canvas, this);
};

/** A random trace, looked at somewhere, with something found in it. */
class Scene {
  readonly next: Random;
  readonly stage: Stage;
  readonly inks: ServiceInks;
  readonly frames = new Frames();
  private readonly canvases: HTMLCanvasElement[] = [];

  constructor(seed: number) {
    this.next = random(seed);
    const model = modelOf(randomTrace(seed, 20 + this.next(2_000)));
    this.stage = new Stage(model);
    this.inks = new ServiceInks(model.columns);
    if (this.next(3) === 0) {
      const found = Int32Array.from({ length: model.columns.rows }, (_, row) => row);
      this.stage.setMatches(found.filter((row) => row % 7 === 0));
    }
    document.body.replaceChildren();
  }

  /** Zooms, and scrolls. */
  wander(): void {
    const { stage, next } = this;
    if (next(3) > 0) {
      const start = stage.model.columns.start[next(stage.model.columns.rows)];
      stage.setWindow(start, start + 1 + next(Math.ceil(stage.whole.to)));
    }
    stage.setTop(next(stage.list.count * 22));
    stage.setFocus(next(stage.model.columns.rows));
  }

  box(width: number, height: number): HTMLElement {
    const box = document.createElement('div');
    box.style.cssText = `position: relative; width: ${width}px; height: ${height}px; overflow: hidden`;
    document.body.append(box);
    return box;
  }

  canvas(width: number, height: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = `display: block; width: ${width}px; height: ${height}px`;
    document.body.append(canvas);
    this.canvases.push(canvas);
    return canvas;
  }

  /** Reads back what was painted last on each canvas. */
  async read(): Promise<ReadBack[]> {
    for (let frame = 0; frame < 2; frame++) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    return this.canvases.map((canvas) => compare(canvas, pixelsOfList(painted.get(canvas)!, canvas)));
  }
}

/** The overview above the tabs; in the column of pixels of every failed span there is the colour of errors. */
export async function minimap(seed: number): Promise<ReadBack> {
  const scene = new Scene(seed);
  const { stage, next } = scene;
  const canvas = scene.canvas(300.3 + next(900), 36 + next(84));
  const element = () => document.createElement('div');
  const view = new MinimapView(
    { root: scene.box(900, 100), canvas, before: element(), after: element(), selection: element() },
    stage,
    scene.inks,
    scene.frames,
    () => {},
  );
  view.setColours(COLOURS);
  const [read] = await scene.read();
  view.close();
  const { columns } = stage.model;
  const window = { ...stage.whole, width: canvas.width, firstLane: 0, lastLane: 1, rows: 1 };
  const failed = Int8Array.from({ length: canvas.width });
  const list = painted.get(canvas)!;
  for (let i = 0; i < list.count; i++) {
    const { x, width, colour } = list.at(i);
    if (colour === Ink.ERROR) {
      failed.fill(1, Math.max(0, x), x + width);
    }
  }
  const lost = Array.from(columns.status.keys()).filter(
    (row) =>
      columns.status[row] === STATUS_ERROR &&
      failed[Math.min(canvas.width - 1, pixelAt(window, columns.start[row]))] === 0,
  );
  return { ...read, wrong: [...read.wrong, ...lost.map((row) => `row ${row} failed and does not show`)] };
}

/** The tab with the lanes at a readable height, and its axis. */
export async function overviewTab(seed: number): Promise<ReadBack> {
  const scene = new Scene(seed);
  const { next } = scene;
  const [width, height] = [300.3 + next(900), 100.7 + next(300)];
  const view = new LargeOverviewView(
    {
      root: scene.box(width, height),
      canvas: scene.canvas(width, height),
      axis: scene.canvas(width, 30),
      tooltip: document.createElement('div'),
    },
    scene.stage,
    scene.inks,
    scene.frames,
    new TextMeasure(),
  );
  view.setTheme(COLOURS, 'sans-serif');
  scene.wander();
  const reads = await scene.read();
  view.close();
  return together(reads);
}

/** Bars, axis and scroll bar of the waterfall. */
export async function waterfall(seed: number): Promise<ReadBack> {
  const scene = new Scene(seed);
  const { next, stage } = scene;
  const [width, height] = [300.3 + next(900), 200.7 + next(400)];
  const element = () => document.createElement('div');
  const view = new WaterfallView(
    {
      body: scene.box(width, height),
      rows: element(),
      sheet: element(),
      bars: scene.canvas(width, height),
      axis: scene.canvas(width, 30),
      crosshair: element(),
      crosshairTime: element(),
      tooltip: element(),
    },
    stage,
    scene.inks,
    scene.frames,
    new TextMeasure(),
  );
  const gutter = new GutterView(
    { root: scene.box(16, height), canvas: scene.canvas(16, height), thumb: element() },
    stage,
    scene.frames,
  );
  view.setTheme(COLOURS, 'sans-serif');
  gutter.setColours(COLOURS);
  scene.wander();
  const reads = await scene.read();
  view.close();
  gutter.close();
  return together(reads);
}

function together(reads: readonly ReadBack[]): ReadBack {
  return {
    ...reads[0],
    painted: reads.reduce((sum, read) => sum + read.painted, 0),
    wrong: reads.flatMap((read) => read.wrong),
  };
}
