import type { Frames } from '../../../canvas/Frames';
import { Surface } from '../../../canvas/Surface';
import type { TextMeasure } from '../../../canvas/TextMeasure';
import { LevelOfDetail, type RectangleList, spanAt } from '../../../lod/rectangles';
import { ticks } from '../axis';
import { Ink, type ServiceInks } from '../colours';
import { clampTop } from '../scroll';
import type { Stage } from '../Stage';
import { listAxis } from '../waterfall/axisPicture';
import { Gestures } from '../waterfall/Gestures';
import { Tooltip } from '../waterfall/Tooltip';
import { listLanes } from './lanesPicture';

export interface LargeOverviewElements {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly axis: HTMLCanvasElement;
  readonly tooltip: HTMLElement;
}

/** Height of a lane in CSS pixels. */
const LANE = 17;

const TICK_ROOM = 80;

/** Draws a window of lanes and of time. The wheel scrolls the lanes, and with Ctrl zooms into the time. */
export class LargeOverviewView {
  private readonly surface: Surface;
  private readonly axis: Surface;
  private readonly gestures: Gestures;
  private readonly tooltip: Tooltip;
  private readonly detail: LevelOfDetail;
  private readonly draw: () => void;
  private readonly listening = new AbortController();
  private colours: readonly string[] = [];
  private fontFamily = 'sans-serif';
  /** Offset of the upper edge from the first lane's, in CSS pixels. */
  private top = 0;
  private shown: RectangleList | null = null;

  constructor(
    private readonly elements: LargeOverviewElements,
    private readonly stage: Stage,
    private readonly inks: ServiceInks,
    frames: Frames,
    private readonly measure: TextMeasure,
  ) {
    const { columns, overview } = stage.model;
    this.detail = new LevelOfDetail(columns, overview);
    this.tooltip = new Tooltip(elements.tooltip, stage);
    const { signal } = this.listening;
    this.draw = frames.painter(() => this.paint(), signal);
    this.surface = new Surface(elements.canvas, frames, this.draw);
    this.axis = new Surface(elements.axis, frames, this.draw);
    const { root } = elements;
    this.gestures = new Gestures(root, {
      move: (dx, dy) => this.move(dx, dy),
      zoom: (factor, x) => stage.zoom(factor, x / Math.max(1, root.clientWidth)),
      tap: (event) => {
        const row = this.rowAt(event);
        if (row >= 0) {
          stage.setFocus(row);
          stage.setDetails(true);
        }
      },
      drags: () => true,
    });
    root.addEventListener('pointermove', this.onHover, { signal });
    root.addEventListener('pointerleave', () => this.tooltip.hide(), { signal });
    root.addEventListener('dblclick', this.onDoubleClick, { signal });
    stage.topics.on(['window', 'matches'], this.draw, signal);
    stage.topics.on(['focus'], () => this.showFocus(), signal);
    this.showFocus();
  }

  setTheme(colours: readonly string[], fontFamily: string): void {
    this.colours = colours;
    this.fontFamily = fontFamily;
    this.draw();
  }

  close(): void {
    this.listening.abort();
    this.gestures.close();
    this.surface.close();
    this.axis.close();
  }

  private get scroll() {
    return {
      lines: this.stage.model.tree.laneCount,
      lineHeight: LANE,
      height: Math.max(1, this.elements.root.clientHeight),
    };
  }

  private showFocus(): void {
    const { focus, model } = this.stage;
    if (focus >= 0) {
      const y = model.tree.lane[focus] * LANE;
      const { height } = this.scroll;
      if (y < this.top || y + LANE > this.top + height) {
        this.top = clampTop(this.scroll, y - height / 2);
      }
    }
    this.draw();
  }

  private move(dx: number, dy: number): void {
    this.stage.pan(-dx / Math.max(1, this.elements.root.clientWidth));
    this.top = clampTop(this.scroll, this.top - dy);
    this.tooltip.hide();
    this.draw();
  }

  private paint(): void {
    const { surface, axis, stage } = this;
    const { model, window } = stage;
    const { ratio, width } = surface;
    if (width === 0 || surface.height === 0 || model.tree.laneCount === 0) {
      return;
    }
    this.top = clampTop(this.scroll, this.top);
    const firstLane = Math.floor(this.top / LANE);
    const lastLane = Math.min(model.tree.laneCount, Math.ceil((this.top + this.scroll.height) / LANE));
    this.shown = this.detail.rectangles({
      ...window,
      width,
      firstLane,
      lastLane,
      rows: lastLane - firstLane,
    });
    listLanes(surface.list, {
      model,
      inks: this.inks,
      rectangles: this.shown,
      rowHeight: Math.round(LANE * ratio),
      gap: Math.max(1, Math.round(2 * ratio)),
      top: Math.round((firstLane * LANE - this.top) * ratio),
      ratio,
      isMatch: (row) => stage.isMatch(row),
      names: { measure: this.measure, fontFamily: this.fontFamily, inkOn: (ink) => this.inks.inkOn(ink) },
    });
    this.listFocus(Math.round(LANE * ratio), Math.round((firstLane * LANE - this.top) * ratio));
    surface.paint(this.colours);
    const marks = ticks(window.from, window.to, Math.max(1, axis.width / axis.ratio / TICK_ROOM));
    listAxis(axis.list, {
      window,
      ticks: marks,
      width: axis.width,
      height: axis.height,
      ratio: axis.ratio,
      measure: this.measure,
      fontFamily: this.fontFamily,
    });
    axis.paint(this.colours);
  }

  private listFocus(rowHeight: number, top: number): void {
    const { shown, surface, stage } = this;
    if (shown === null || stage.focus < 0) {
      return;
    }
    const line = Math.max(1, Math.round(2 * surface.ratio));
    for (let i = 0; i < shown.count; i++) {
      if (shown.span[i] === stage.focus) {
        const y = top + shown.y[i] * rowHeight;
        surface.list.addOutline(
          shown.x[i] - line,
          y - line,
          shown.width[i] + 2 * line,
          rowHeight + line,
          line,
          Ink.TEXT,
        );
      }
    }
  }

  private rowAt(event: MouseEvent): number {
    const box = this.elements.root.getBoundingClientRect();
    const { ratio } = this.surface;
    const firstLane = Math.floor(this.top / LANE);
    const x = Math.floor((event.clientX - box.left) * ratio);
    const y = Math.floor((event.clientY - box.top + this.top) / LANE) - firstLane;
    return this.shown === null ? -1 : spanAt(this.shown, x, y);
  }

  private readonly onHover = (event: PointerEvent): void => {
    const row = event.pointerType === 'mouse' && !this.gestures.active ? this.rowAt(event) : -1;
    if (row < 0) {
      this.tooltip.hide();
      return;
    }
    const { depth, size } = this.stage.model.tree;
    this.tooltip.show(
      { kind: 'span', row, depth: depth[row], parent: size[row] > 1, folded: false, run: -1 },
      event,
    );
  };

  private readonly onDoubleClick = (event: MouseEvent): void => {
    const row = this.rowAt(event);
    if (row >= 0) {
      this.stage.fitSpan(row);
    }
  };
}
