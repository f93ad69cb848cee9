import { Frames } from '../../../canvas/Frames';
import { Surface } from '../../../canvas/Surface';
import { TextMeasure } from '../../../canvas/TextMeasure';
import { formatDuration } from '../../../format';
import type { Line } from '../../../trace/lines';
import { type Tick, ticks } from '../axis';
import type { ServiceInks } from '../colours';
import { visibleLines } from '../scroll';
import { LINE_HEIGHT, type Stage } from '../Stage';
import { listAxis } from './axisPicture';
import { listBars } from './bars';
import { Gestures } from './Gestures';
import { type Indents, RowPool } from './RowPool';
import { RunCovers } from './RunCover';
import { Tooltip } from './Tooltip';

/** The elements of the waterfall that are drawn by hand. */
export interface WaterfallElements {
  /** Holds rows, bars and all that lies over them. */
  readonly body: HTMLElement;
  readonly rows: HTMLElement;
  /** Within the rows' element: what moves when they are scrolled. */
  readonly sheet: HTMLElement;
  readonly bars: HTMLCanvasElement;
  readonly axis: HTMLCanvasElement;
  readonly crosshair: HTMLElement;
  readonly crosshairTime: HTMLElement;
  readonly tooltip: HTMLElement;
}

/** Pixels from one tick of the axis to the next, about. */
const TICK_ROOM = 80;

/** Two clicks so near to each other, in CSS pixels, are one double click. */
const SAME_PLACE = 6;

/** Indentation takes at most this share of the column of names. */
const INDENT_SHARE = 0.45;
/** CSS pixels to a level, and where the column of names is narrowest. */
const INDENT = 14;
const NARROWEST_INDENT = 7;

/** Names that have less room, in CSS pixels, have it for themselves: services and marks give way. */
const NARROW = 440;
const NARROWEST = 260;

/** Draws the waterfall and listens to pointer and wheel; keys are the business of `treeKeys.ts`. */
export class WaterfallView {
  private readonly pool: RowPool;
  private readonly bars: Surface;
  private readonly axis: Surface;
  private readonly gestures: Gestures;
  private readonly tooltip: Tooltip;
  private readonly covers: RunCovers;
  private readonly listening = new AbortController();
  private colours: readonly string[] = [];
  private fontFamily = 'sans-serif';
  private names = 360;
  /** The last press on a bar, and the row of its span. */
  private pressed = { x: NaN, y: NaN, row: -1 };
  private readonly drawRows: () => void;
  private readonly drawBars: () => void;
  private readonly drawAxis: () => void;

  constructor(
    private readonly elements: WaterfallElements,
    private readonly stage: Stage,
    private readonly inks: ServiceInks,
    frames: Frames,
    private readonly measure: TextMeasure,
  ) {
    this.pool = new RowPool(elements.sheet, stage);
    this.covers = new RunCovers(stage.model);
    this.tooltip = new Tooltip(elements.tooltip, stage);
    const { signal } = this.listening;
    this.drawRows = frames.painter(() => this.showRows(), signal);
    this.drawBars = frames.painter(() => this.paintBars(), signal);
    this.drawAxis = frames.painter(() => this.paintAxis(), signal);
    const drawAll = () => {
      stage.setViewHeight(elements.body.clientHeight);
      this.drawRows();
      this.drawBars();
      this.drawAxis();
    };
    this.bars = new Surface(elements.bars, frames, drawAll);
    this.axis = new Surface(elements.axis, frames, this.drawAxis);
    this.gestures = new Gestures(elements.body, {
      move: (dx, dy) => this.move(dx, dy),
      zoom: (factor, x) => stage.zoom(factor, this.shareAt(x)),
      tap: (event) => this.tap(event),
      drags: (event) => this.overBars(event),
    });
    elements.body.addEventListener('pointermove', this.onHover, { signal });
    elements.body.addEventListener('pointerleave', this.onLeave, { signal });
    document.addEventListener('dblclick', this.onDoubleClick, { signal });
    const { topics } = stage;
    topics.on(
      ['window'],
      () => {
        this.drawBars();
        this.drawAxis();
      },
      signal,
    );
    topics.on(
      ['top'],
      () => {
        this.drawRows();
        this.drawBars();
      },
      signal,
    );
    topics.on(
      ['lines', 'matches'],
      () => {
        this.pool.invalidate();
        this.drawRows();
        this.drawBars();
      },
      signal,
    );
    topics.on(['focus'], this.drawRows, signal);
  }

  /** Takes colours and font anew, and draws all. */
  setTheme(colours: readonly string[], fontFamily: string): void {
    this.colours = colours;
    this.fontFamily = fontFamily;
    this.pool.invalidate();
    this.drawRows();
    this.drawBars();
    this.drawAxis();
  }

  /** How wide the column of names is, in CSS pixels; the canvas follows by its own observer. */
  setNames(width: number): void {
    this.names = width;
    const { rows } = this.elements;
    rows.style.setProperty('--indent', `${this.step}px`);
    rows.dataset.names = width < NARROWEST ? 'narrowest' : width < NARROW ? 'narrow' : 'wide';
    this.drawRows();
  }

  /** Gives the element of the line in focus the keyboard. */
  takeFocus(): void {
    this.showRows();
    this.pool.element(Math.max(0, this.stage.focusLine))?.focus({ preventScroll: true });
  }

  close(): void {
    this.listening.abort();
    this.gestures.close();
    this.pool.close();
    this.bars.close();
    this.axis.close();
  }

  private showRows(): void {
    const { stage } = this;
    const { first, end } = visibleLines(stage.scroll, stage.top);
    const hadFocus = this.elements.rows.contains(document.activeElement);
    this.elements.rows.setAttribute('aria-rowcount', String(stage.list.count));
    this.pool.show(first, end, this.indents(first, end));
    if (hadFocus) {
      const focused = this.pool.element(stage.focusLine);
      if (focused && focused !== document.activeElement) {
        focused.focus({ preventScroll: true });
      }
    }
  }

  private get step(): number {
    return this.names < NARROWEST ? NARROWEST_INDENT : INDENT;
  }

  /** Deep lines are moved to the left together, so that their names stay in sight. */
  private indents(first: number, end: number): Indents {
    const { list, model } = this.stage;
    const { step } = this;
    const most = Math.max(2, Math.floor((this.names * INDENT_SHARE) / step));
    if (model.tree.maxDepth <= most) {
      return { cut: 0, most, step };
    }
    let least = Infinity;
    let greatest = 0;
    for (let line = first; line < end; line++) {
      const depth = list.at(line).depth;
      least = Math.min(least, depth);
      greatest = Math.max(greatest, depth);
    }
    const cut = greatest <= most ? 0 : Math.min(greatest - most, Math.max(0, least - 1));
    return { cut: Number.isFinite(cut) ? cut : 0, most, step };
  }

  private get ticks(): Tick[] {
    const { from, to } = this.stage.window;
    return ticks(from, to, Math.max(1, this.bars.width / this.bars.ratio / TICK_ROOM));
  }

  private paintBars(): void {
    const { stage, bars } = this;
    if (bars.width === 0 || bars.height === 0) {
      return;
    }
    const { first, end } = visibleLines(stage.scroll, stage.top);
    const lines: Line[] = [];
    for (let line = first; line < end; line++) {
      lines.push(stage.list.at(line));
    }
    const { ratio } = bars;
    listBars(bars.list, {
      model: stage.model,
      inks: this.inks,
      lines,
      firstY: Math.round((first * LINE_HEIGHT - stage.top) * ratio),
      lineHeight: LINE_HEIGHT,
      window: stage.window,
      ticks: this.ticks,
      width: bars.width,
      height: bars.height,
      ratio,
      measure: this.measure,
      fontFamily: this.fontFamily,
      runCover: (run) => this.covers.of(run),
    });
    bars.paint(this.colours);
  }

  private paintAxis(): void {
    const { axis, stage } = this;
    listAxis(axis.list, {
      window: stage.window,
      ticks: this.ticks,
      width: axis.width,
      height: axis.height,
      ratio: axis.ratio,
      measure: this.measure,
      fontFamily: this.fontFamily,
    });
    axis.paint(this.colours);
  }

  private move(dx: number, dy: number): void {
    if (dx !== 0) {
      this.stage.pan(-dx / Math.max(1, this.elements.bars.clientWidth));
    }
    if (dy !== 0) {
      this.stage.setTop(this.stage.top - dy);
    }
    this.onLeave();
  }

  /** Where a place of the body is on the axis: 0 at its left end, 1 at its right. */
  private shareAt(x: number): number {
    const { offsetLeft, clientWidth } = this.elements.bars;
    return Math.min(1, Math.max(0, (x - offsetLeft) / Math.max(1, clientWidth)));
  }

  private overBars(event: PointerEvent | MouseEvent): boolean {
    const box = this.elements.bars.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX <= box.right;
  }

  private lineAt(event: PointerEvent | MouseEvent): number {
    const y = event.clientY - this.elements.body.getBoundingClientRect().top;
    const line = Math.floor((y + this.stage.top) / LINE_HEIGHT);
    return line < this.stage.list.count ? line : -1;
  }

  private tap(event: PointerEvent): void {
    const line = this.lineAt(event);
    const marked = document.getSelection()?.isCollapsed === false;
    if (line < 0 || marked) {
      return;
    }
    const { stage } = this;
    const content = stage.list.at(line);
    const fits = content.kind === 'span' && this.overBars(event);
    this.pressed = { x: event.clientX, y: event.clientY, row: fits ? content.row : -1 };
    stage.setFocus(content.row);
    const on = (part: string) => (event.target as Element).closest(part) !== null;
    if (content.kind === 'run') {
      stage.changeLines((lines) => lines.foldRun(content.run, false));
    } else if (on('.line-refold')) {
      stage.changeLines((lines) => lines.foldRun(content.run));
    } else if (on('.line-fold')) {
      stage.changeLines((lines) => lines.fold(content.row, !content.folded));
    } else {
      stage.setDetails(true);
    }
    this.takeFocus();
    // The lines may have moved, or be narrower now.
    this.onLeave();
  }

  /** Wherever its second click lands: the first has opened the details, and they may lie there now. */
  private readonly onDoubleClick = (event: MouseEvent): void => {
    const { x, y, row } = this.pressed;
    if (row >= 0 && Math.hypot(event.clientX - x, event.clientY - y) <= SAME_PLACE) {
      document.getSelection()?.removeAllRanges();
      this.stage.fitSpan(row);
    }
  };

  private readonly onHover = (event: PointerEvent): void => {
    const over = event.pointerType === 'mouse' && this.overBars(event) && !this.gestures.active;
    const { crosshair, crosshairTime, body, bars } = this.elements;
    crosshair.hidden = crosshairTime.hidden = !over;
    if (!over) {
      this.tooltip.hide();
      return;
    }
    const x = event.clientX - body.getBoundingClientRect().left;
    const { from, to } = this.stage.window;
    crosshair.style.transform = `translateX(${x}px)`;
    crosshairTime.textContent = formatDuration(from + (to - from) * this.shareAt(x));
    crosshairTime.style.transform = `translateX(${x - bars.offsetLeft}px)`;
    const line = this.lineAt(event);
    if (line >= 0) {
      this.tooltip.show(this.stage.list.at(line), event);
    } else {
      this.tooltip.hide();
    }
  };

  private readonly onLeave = (): void => {
    const { crosshair, crosshairTime } = this.elements;
    if (!crosshair.hidden) {
      crosshair.hidden = crosshairTime.hidden = true;
    }
    this.tooltip.hide();
  };
}
