import type { Frames } from '../../../canvas/Frames';
import { Surface } from '../../../canvas/Surface';
import { LevelOfDetail, type RectangleList } from '../../../lod/rectangles';
import type { ServiceInks } from '../colours';
import type { Stage } from '../Stage';
import { wheelFactor } from '../waterfall/Gestures';
import type { TimeWindow } from '../view';
import { type DragKind, dragKind, dragged } from './drags';
import { listLanes } from './lanesPicture';
import { listErrorTicks, listMatchTicks } from './edgeTicks';
import { nearestSpan, type RowsPlace } from './nearest';

export interface MinimapElements {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Lie over what is outside the window. */
  readonly before: HTMLElement;
  readonly after: HTMLElement;
  /** Shows what a drag will select. */
  readonly selection: HTMLElement;
}

/** A drag shorter than this is a click, in CSS pixels. */
const SHORTEST = 3;

/** How far from a span a click still means it, in CSS pixels. */
const NEAR = 4;

interface Drag {
  readonly kind: DragKind;
  readonly x: number;
  readonly time: number;
  readonly before: TimeWindow;
}

/**
 * Draws the overview and follows the pointer on it: a click leads to a span, a drag to a stretch of time. The picture is
 * painted once for a size and a theme; the window is two shades over it, moved without painting.
 */
export class MinimapView {
  private readonly surface: Surface;
  private readonly detail: LevelOfDetail;
  private readonly draw: () => void;
  private readonly drawWindow: () => void;
  private readonly listening = new AbortController();
  private colours: readonly string[] = [];
  private drag: Drag | null = null;
  private painted = false;
  private shown: { readonly rectangles: RectangleList; readonly place: RowsPlace } | null = null;

  constructor(
    private readonly elements: MinimapElements,
    private readonly stage: Stage,
    private readonly inks: ServiceInks,
    frames: Frames,
    private readonly onPainted: () => void,
  ) {
    this.detail = new LevelOfDetail(stage.model.columns, stage.model.overview);
    const { signal } = this.listening;
    this.draw = frames.painter(() => this.paint(), signal);
    this.drawWindow = frames.painter(() => this.placeWindow(), signal);
    this.surface = new Surface(elements.canvas, frames, () => {
      this.draw();
      this.drawWindow();
    });
    const { root } = elements;
    root.addEventListener('wheel', this.onWheel, { passive: false, signal });
    root.addEventListener('pointerdown', this.onDown, { signal });
    root.addEventListener('pointermove', this.onMove, { signal });
    root.addEventListener('pointerup', this.onUp, { signal });
    root.addEventListener('pointercancel', this.onCancel, { signal });
    root.addEventListener('dblclick', () => stage.fit(), { signal });
    stage.topics.on(['window'], this.drawWindow, signal);
    stage.topics.on(['matches'], this.draw, signal);
  }

  setColours(colours: readonly string[]): void {
    this.colours = colours;
    this.draw();
  }

  close(): void {
    this.listening.abort();
    this.surface.close();
  }

  private paint(): void {
    const { surface, stage } = this;
    const { model } = stage;
    const { laneCount } = model.tree;
    if (surface.width === 0 || surface.height === 0 || laneCount === 0) {
      return;
    }
    const edge = Math.round(4 * surface.ratio);
    const room = Math.max(1, surface.height - 2 * edge);
    const rows = Math.min(laneCount, room);
    const found = this.detail.rectangles({
      ...stage.whole,
      width: surface.width,
      firstLane: 0,
      lastLane: laneCount,
      rows,
    });
    const rowHeight = Math.min(
      Math.round(10 * surface.ratio),
      Math.max(1, Math.floor(room / Math.max(1, found.rows))),
    );
    this.shown = { rectangles: found, place: { top: edge, rowHeight } };
    listLanes(surface.list, {
      model,
      inks: this.inks,
      rectangles: found,
      rowHeight,
      gap: rowHeight >= 3 * surface.ratio ? Math.max(1, Math.round(surface.ratio)) : 0,
      top: edge,
      ratio: surface.ratio,
      isMatch: (row) => stage.isMatch(row),
      names: null,
    });
    const strip = { width: surface.width, height: edge, ratio: surface.ratio };
    listErrorTicks(surface.list, model, found, { ...strip, y: 0 });
    if (stage.matches !== null) {
      listMatchTicks(surface.list, model, stage.matches, { ...strip, y: surface.height - edge });
    }
    surface.paint(this.colours);
    if (!this.painted) {
      this.painted = true;
      this.onPainted();
    }
  }

  private placeWindow(): void {
    const { before, after } = this.elements;
    const left = this.xOf(this.stage.window.from);
    const right = this.xOf(this.stage.window.to);
    before.style.width = `${left}px`;
    after.style.left = `${right}px`;
  }

  private get width(): number {
    return Math.max(1, this.elements.root.clientWidth);
  }

  private xOf(time: number): number {
    const { whole } = this.stage;
    return ((time - whole.from) / (whole.to - whole.from)) * this.width;
  }

  private timeOf(x: number): number {
    const { whole } = this.stage;
    const share = Math.min(1, Math.max(0, x / this.width));
    return whole.from + share * (whole.to - whole.from);
  }

  private xIn(event: MouseEvent): number {
    return event.clientX - this.elements.root.getBoundingClientRect().left;
  }

  private readonly onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { stage } = this;
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      stage.pan(event.deltaX / this.width);
      return;
    }
    const { from, to } = stage.window;
    const share = (this.timeOf(this.xIn(event)) - from) / (to - from);
    stage.zoom(wheelFactor(event.deltaY), Math.min(1, Math.max(0, share)));
  };

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) {
      return;
    }
    const { stage } = this;
    const x = this.xIn(event);
    const kind = dragKind(x, this.xOf(stage.window.from), this.xOf(stage.window.to), stage.zoomed);
    this.drag = { kind, x, time: this.timeOf(x), before: stage.window };
    this.elements.root.setPointerCapture(event.pointerId);
  };

  private readonly onMove = (event: PointerEvent): void => {
    const x = this.xIn(event);
    if (this.drag === null) {
      this.showCursor(x);
      return;
    }
    const { kind, before, time } = this.drag;
    const window = dragged(kind, before, time, this.timeOf(x));
    if (kind === 'select') {
      this.showSelection(window);
    } else {
      this.stage.setWindow(window.from, window.to);
    }
  };

  private readonly onUp = (event: PointerEvent): void => {
    const { drag } = this;
    this.onCancel();
    const x = this.xIn(event);
    if (drag !== null && Math.abs(x - drag.x) <= SHORTEST) {
      this.showSpanAt(event);
    } else if (drag?.kind === 'select') {
      const { from, to } = dragged('select', drag.before, drag.time, this.timeOf(x));
      this.stage.setWindow(from, to);
    }
  };

  private showSpanAt(event: PointerEvent): void {
    const { shown, surface, stage } = this;
    if (shown !== null) {
      const box = this.elements.canvas.getBoundingClientRect();
      const [x, y, far] = [event.clientX - box.left, event.clientY - box.top, NEAR].map((css) =>
        Math.floor(css * surface.ratio),
      );
      const onTicks = y < shown.place.top;
      const row = nearestSpan(shown.rectangles, stage.model.columns, shown.place, x, onTicks ? null : y, far);
      if (row >= 0) {
        stage.showSpan(row);
      }
    }
  }

  private readonly onCancel = (): void => {
    this.drag = null;
    this.elements.selection.hidden = true;
  };

  private showSelection(window: TimeWindow): void {
    const { selection } = this.elements;
    const left = this.xOf(window.from);
    selection.hidden = false;
    selection.style.left = `${left}px`;
    selection.style.width = `${this.xOf(window.to) - left}px`;
  }

  private showCursor(x: number): void {
    const { stage } = this;
    const kind = dragKind(x, this.xOf(stage.window.from), this.xOf(stage.window.to), stage.zoomed);
    this.elements.root.style.cursor = {
      select: 'crosshair',
      move: 'grab',
      left: 'ew-resize',
      right: 'ew-resize',
    }[kind];
  }
}
