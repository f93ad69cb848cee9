import type { Frames } from '../../../canvas/Frames';
import { Surface } from '../../../canvas/Surface';
import { type Ticks, ticks } from '../../../trace/ticks';
import { Ink } from '../colours';
import { lowestTop, thumb, topOfThumb } from '../scroll';
import { LINE_HEIGHT, type Stage } from '../Stage';

export interface GutterElements {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly thumb: HTMLElement;
}

/** Height of a tick in CSS pixels. */
const TICK = 3;

/** How far from a tick a press still means it, in CSS pixels. */
const NEAR = 5;

const NO_TICKS: Ticks = { count: 0, pixel: new Int32Array(), row: new Int32Array() };

/** Draws the scroll bar and its ticks: errors at the right, matches at the left. A press on a tick leads to its span. */
export class GutterView {
  private readonly surface: Surface;
  private readonly draw: () => void;
  private readonly place: () => void;
  private readonly listening = new AbortController();
  private colours: readonly string[] = [];
  private errors = NO_TICKS;
  private matches = NO_TICKS;
  /** Where on the thumb it was taken hold of, in CSS pixels; null while it is not. */
  private held: number | null = null;
  private percent = -1;

  constructor(
    private readonly elements: GutterElements,
    private readonly stage: Stage,
    frames: Frames,
  ) {
    const { signal } = this.listening;
    this.draw = frames.painter(() => this.paint(), signal);
    this.place = frames.painter(() => this.placeThumb(), signal);
    const drawAll = () => {
      this.draw();
      this.place();
    };
    this.surface = new Surface(elements.canvas, frames, drawAll);
    const { root } = elements;
    root.addEventListener('pointerdown', this.onDown, { signal });
    root.addEventListener('pointermove', this.onMove, { signal });
    root.addEventListener('pointerup', this.onUp, { signal });
    root.addEventListener('pointercancel', this.onUp, { signal });
    root.addEventListener('wheel', this.onWheel, { passive: false, signal });
    stage.topics.on(['lines', 'matches'], drawAll, signal);
    stage.topics.on(['top'], this.place, signal);
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
    // Where not all of it is needed, ticks stand beside their lines.
    const height = Math.min(this.elements.root.clientHeight, stage.list.count * LINE_HEIGHT);
    if (height === 0) {
      return;
    }
    const of = (positions: Int32Array) => ticks(stage.list, stage.model.tree, positions, height);
    this.errors = of(stage.errors);
    this.matches = stage.matches === null ? NO_TICKS : of(stage.matches);
    const { list, ratio, width } = surface;
    const half = Math.floor(width / 2);
    const tick = Math.max(1, Math.round(TICK * ratio));
    list.clear();
    for (let i = 0; i < this.matches.count; i++) {
      list.add(0, this.yOf(this.matches.pixel[i], ratio), half, tick, Ink.MATCH);
    }
    for (let i = 0; i < this.errors.count; i++) {
      list.add(half, this.yOf(this.errors.pixel[i], ratio), width - half, tick, Ink.ERROR);
    }
    surface.paint(this.colours);
  }

  /** A tick at the very end still shows whole. */
  private yOf(pixel: number, ratio: number): number {
    return Math.min(Math.round(pixel * ratio), this.surface.height - Math.round(TICK * ratio));
  }

  private placeThumb(): void {
    const { root, thumb: element } = this.elements;
    const { stage } = this;
    const at = thumb(stage.scroll, stage.top, root.clientHeight);
    element.hidden = at === null;
    if (at !== null) {
      element.style.height = `${at.length}px`;
      element.style.transform = `translateY(${at.offset}px)`;
    }
    const lowest = lowestTop(stage.scroll);
    const percent = lowest === 0 ? 0 : Math.round((100 * stage.top) / lowest);
    if (percent !== this.percent) {
      this.percent = percent;
      root.setAttribute('aria-valuenow', String(percent));
    }
  }

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    const { root } = this.elements;
    const { stage } = this;
    const y = event.clientY - root.getBoundingClientRect().top;
    const row = this.tickNear(event, y);
    if (row >= 0) {
      stage.showSpan(row);
      return;
    }
    const at = thumb(stage.scroll, stage.top, root.clientHeight);
    if (at === null) {
      return;
    }
    root.setPointerCapture(event.pointerId);
    const on = y >= at.offset && y <= at.offset + at.length;
    this.held = on ? y - at.offset : at.length / 2;
    if (!on) {
      this.dragTo(y);
    }
  };

  private readonly onMove = (event: PointerEvent): void => {
    const y = event.clientY - this.elements.root.getBoundingClientRect().top;
    if (this.held !== null) {
      this.dragTo(y);
    } else {
      this.elements.root.style.cursor = this.tickNear(event, y) >= 0 ? 'pointer' : 'default';
    }
  };

  private readonly onUp = (): void => {
    this.held = null;
  };

  private readonly onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    this.stage.setTop(this.stage.top + event.deltaY);
  };

  private dragTo(y: number): void {
    const { stage } = this;
    stage.setTop(topOfThumb(stage.scroll, y - (this.held ?? 0), this.elements.root.clientHeight));
  }

  /** The row of the nearest tick of the half that is pressed; -1 where there is none near. */
  private tickNear(event: PointerEvent, y: number): number {
    const box = this.elements.root.getBoundingClientRect();
    const ticksHere = event.clientX - box.left < box.width / 2 ? this.matches : this.errors;
    let nearest = -1;
    let distance = NEAR + 1;
    for (let i = 0; i < ticksHere.count; i++) {
      const away = Math.abs(ticksHere.pixel[i] + TICK / 2 - y);
      if (away < distance) {
        distance = away;
        nearest = ticksHere.row[i];
      }
    }
    return nearest;
  }
}
