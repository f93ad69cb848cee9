import type { PaintList } from '../../../canvas/PaintList';
import type { TextMeasure } from '../../../canvas/TextMeasure';
import { formatDuration } from '../../../format';
import { STATUS_ERROR, lowerBound } from '../../../trace/columns';
import type { Line, RunLine } from '../../../trace/lines';
import { Mark } from '../../../trace/marks';
import type { TraceModel } from '../../../worker/TraceModel';
import type { Tick } from '../axis';
import { Ink, type ServiceInks } from '../colours';
import type { TimeWindow } from '../view';
import type { RunCover } from './RunCover';

/** What is painted beside the names of the waterfall. */
export interface BarsPicture {
  readonly model: TraceModel;
  readonly inks: ServiceInks;
  /** The lines that show, from the top. */
  readonly lines: readonly Line[];
  /** Where the first of them begins, in device pixels; not below 0. */
  readonly firstY: number;
  /** CSS pixels. */
  readonly lineHeight: number;
  readonly window: TimeWindow;
  readonly ticks: readonly Tick[];
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
  readonly measure: TextMeasure;
  readonly fontFamily: string;
  readonly runCover: (run: number) => RunCover;
}

/** Fills a list with grid, bars and durations, all on whole device pixels. */
export function listBars(list: PaintList, picture: BarsPicture): void {
  list.clear();
  listGrid(list, picture);
  picture.lines.forEach((line, index) => {
    const top = picture.firstY + Math.round(index * picture.lineHeight * picture.ratio);
    if (line.kind === 'span') {
      new Bar(list, picture, line.row, top).list();
    } else {
      listRun(list, picture, line, top);
    }
  });
}

/** The device pixel at which a time lies, not rounded. */
export function pixelOf(picture: Pick<BarsPicture, 'window' | 'width'>, time: number): number {
  const { from, to } = picture.window;
  return ((time - from) / (to - from)) * picture.width;
}

function listGrid(list: PaintList, picture: BarsPicture): void {
  const line = Math.max(1, Math.floor(picture.ratio));
  for (const tick of picture.ticks) {
    list.add(Math.round(pixelOf(picture, tick.at)), 0, line, picture.height, Ink.LINE);
  }
}

/** One span's bar with its marks and its duration. */
class Bar {
  private readonly px: (css: number) => number;
  private readonly start: number;
  private readonly duration: number;
  private readonly left: number;
  private readonly right: number;
  private readonly y: number;
  private readonly height: number;
  private readonly ink: number;
  /** Where the part begins in which the parent has ended already. */
  private readonly hollowFrom: number;

  constructor(
    private readonly out: PaintList,
    private readonly picture: BarsPicture,
    private readonly row: number,
    private readonly top: number,
  ) {
    const { columns } = picture.model;
    this.px = (css) => Math.max(1, Math.round(css * picture.ratio));
    this.start = columns.start[row];
    this.duration = columns.duration[row];
    const smallest = this.px(2);
    // Far outside, pixels would not fit 32 bits.
    const clamp = (x: number) => Math.min(Math.max(x, -picture.width), 2 * picture.width);
    this.left = clamp(Math.round(pixelOf(picture, this.start)));
    const end = clamp(Math.round(pixelOf(picture, this.start + Math.max(0, this.duration))));
    this.right = Math.max(this.left + smallest, end);
    this.y = top + this.px(5);
    this.height = this.px(11);
    this.ink = picture.inks.of(columns.service[row]);
    this.hollowFrom = picture.model.tree.marks[row] & Mark.ASYNC ? this.parentEnd() : this.right;
  }

  list(): void {
    const { width } = this.picture;
    if (this.right < 0 || this.left > width) {
      this.listPointer();
      return;
    }
    const { columns, tree } = this.picture.model;
    const marks = tree.marks[this.row];
    const { hollowFrom } = this;
    this.fill(this.left, Math.min(this.right, hollowFrom));
    if (hollowFrom < this.right) {
      this.hollow(Math.max(this.left, hollowFrom), this.right);
    }
    if (marks & Mark.SKEWED) {
      // The part before the parent's start, which clocks that agree would not show.
      const skewEnd = Math.min(this.right, Math.max(this.left + this.px(3), this.parentStart()));
      this.out.add(
        this.left,
        this.y - this.px(2),
        Math.max(this.px(3), skewEnd - this.left),
        this.px(1),
        Ink.ERROR,
      );
      this.out.addArrow(this.left, this.y - this.px(2), -this.px(4), this.px(5), Ink.ERROR);
    }
    if (marks & Mark.NEGATIVE) {
      this.out.add(this.left, this.y - this.px(2), this.px(2), this.height + this.px(4), Ink.ERROR);
    }
    if (columns.status[this.row] === STATUS_ERROR) {
      this.out.addOutline(
        this.left - this.px(1),
        this.y - this.px(1),
        this.right - this.left + 2 * this.px(1),
        this.height + 2 * this.px(1),
        this.px(1.5),
        Ink.ERROR,
      );
    }
    if (marks & Mark.CRITICAL) {
      this.listCritical();
    }
    this.listDuration();
  }

  private fill(from: number, to: number): void {
    const left = Math.max(0, from);
    this.out.add(left, this.y, Math.min(this.picture.width, to) - left, this.height, this.ink);
  }

  /** The part in which the parent has ended already: an outline, so that it reads without colour. */
  private hollow(from: number, to: number): void {
    const left = Math.max(-this.px(2), from);
    const right = Math.min(this.picture.width + this.px(2), to);
    this.out.addOutline(left, this.y, right - left, this.height, this.px(1.5), this.ink);
  }

  private parentStart(): number {
    const { columns } = this.picture.model;
    return Math.round(pixelOf(this.picture, columns.start[columns.parent[this.row]]));
  }

  private parentEnd(): number {
    const { columns } = this.picture.model;
    const parent = columns.parent[this.row];
    const end = columns.start[parent] + Math.max(0, columns.duration[parent]);
    return Math.max(this.left, Math.round(pixelOf(this.picture, end)));
  }

  private listCritical(): void {
    const { path } = this.picture.model;
    const { width } = this.picture;
    const last = path.count;
    for (let i = lowerBound(path.row, this.row); i < last && path.row[i] === this.row; i++) {
      const from = Math.round(pixelOf(this.picture, path.from[i]));
      const to = Math.max(from + this.px(1), Math.round(pixelOf(this.picture, path.to[i])));
      const left = Math.max(0, from);
      this.out.add(
        left,
        this.y + this.height - this.px(3),
        Math.min(width, to) - left,
        this.px(3),
        Ink.CRITICAL,
      );
    }
  }

  /** Where the bar lies outside the window: a small arrow at that edge. */
  private listPointer(): void {
    const size = this.px(5);
    const y = this.y + Math.round((this.height - 2 * size) / 2);
    if (this.right < 0) {
      this.out.addArrow(this.px(3) + size, y, -size, 2 * size, Ink.SOFT);
    } else {
      this.out.addArrow(this.picture.width - this.px(3) - size, y, size, 2 * size, Ink.SOFT);
    }
  }

  /** To the right of the bar, else to the left of it, else in it. */
  private listDuration(): void {
    const { picture } = this;
    const font = `${Math.round(11 * picture.ratio)}px ${picture.fontFamily}`;
    const error = picture.model.columns.status[this.row] === STATUS_ERROR;
    const text = (error ? '! ' : '') + formatDuration(this.duration);
    const room = Math.ceil(picture.measure.width(text, font));
    const gap = this.px(6);
    const baseline = this.top + Math.round((picture.lineHeight / 2 + 4) * picture.ratio);
    const colour = error ? Ink.ERROR : Ink.SOFT;
    if (this.right + gap + room <= picture.width) {
      this.out.addText({ text, x: this.right + gap, baseline, font, colour });
    } else if (this.left - gap - room >= 0) {
      this.out.addText({ text, x: this.left - gap - room, baseline, font, colour });
    } else {
      const x = Math.min(this.right, picture.width) - gap - room;
      const filled = x >= this.left && x + room <= this.hollowFrom;
      // Above the line of the critical path.
      const raised = picture.model.tree.marks[this.row] & Mark.CRITICAL ? this.px(1) : 0;
      this.out.addText({
        text,
        x,
        baseline: baseline - raised,
        font,
        colour: filled ? picture.inks.inkOn(this.ink) : Ink.TEXT,
      });
    }
  }
}

/** Where any member of a run is, and over it where any member with an error is. */
function listRun(list: PaintList, picture: BarsPicture, line: RunLine, top: number): void {
  const px = (css: number) => Math.max(1, Math.round(css * picture.ratio));
  const cover = picture.runCover(line.run);
  const ink = picture.inks.of(picture.model.columns.service[line.row]);
  const y = top + px(7);
  cover.all.stretches(picture.window, picture.width, (x, width) => {
    list.add(x, y, width, px(7), ink);
  });
  cover.errors.stretches(picture.window, picture.width, (x, width) => {
    list.add(x, y - px(3), Math.max(width, px(2)), px(13), Ink.ERROR);
  });
}
