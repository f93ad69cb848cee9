import { Lines } from '../../trace/lines';
import { errorPositions, positionsOf } from '../../trace/ticks';
import { Mark } from '../../trace/marks';
import { rowOfSpan, spanId } from '../../trace/columns';
import type { TraceModel } from '../../worker/TraceModel';
import { CriticalLines } from './CriticalLines';
import { nextAmong } from './nextAmong';
import { type Scroll, clampTop, topCentring, topShowing } from './scroll';
import { Topics } from './Topics';
import { type Tab, type TimeWindow, type View, longId, shortId } from './view';

/** What of a stage can change. */
export type StageTopic = 'window' | 'top' | 'lines' | 'focus' | 'details' | 'tab' | 'matches' | 'theme';

/** The lines of the waterfall: all of them with folds, or those of the critical path. */
export type LineList = Pick<Lines, 'count' | 'at' | 'lineOf' | 'lineOfPosition' | 'positionOf'>;

/** How many folds made by hand are written into an address at most; more than have room there. */
const MOST_FOLDS = 200;

/** Height of a line of the waterfall in CSS pixels. */
export const LINE_HEIGHT = 22;

/** The narrowest window of time, in nanoseconds. */
const NARROWEST = 20;

/**
 * One trace being looked at: what is drawn of it, which span is in focus, what is folded, what was found. Views read
 * it, draw themselves again when a topic of theirs is told, and call it on what people do.
 */
export class Stage {
  readonly topics = new Topics<StageTopic>();
  readonly lines: Lines;
  /** Positions of the spans with an error, ascending. */
  readonly errors: Int32Array;
  /** The whole of the trace's time: at least a nanosecond. */
  readonly whole: TimeWindow;

  tab: Tab = 'waterfall';
  window: TimeWindow;
  top = 0;
  /** Row of the span in focus; -1 for none. */
  focus = -1;
  details = false;
  criticalOnly = false;
  /** Positions of the spans that were found, ascending; null where nothing is looked for. */
  matches: Int32Array | null = null;
  /** One bit a row, set for those found. */
  private matched: Uint8Array | null = null;
  private criticalLines: CriticalLines | null = null;
  private viewHeight = 600;

  constructor(readonly model: TraceModel) {
    const { columns, tree, runs } = model;
    this.lines = new Lines(columns, tree, runs);
    this.errors = errorPositions(columns, tree);
    this.whole = { from: 0, to: Math.max(1, tree.end) };
    this.window = this.whole;
  }

  // ---- lines

  get list(): LineList {
    if (!this.criticalOnly) {
      return this.lines;
    }
    this.criticalLines ??= new CriticalLines(this.model.tree);
    return this.criticalLines;
  }

  get scroll(): Scroll {
    return { lines: this.list.count, lineHeight: LINE_HEIGHT, height: this.viewHeight };
  }

  setViewHeight(height: number): void {
    if (height > 0 && height !== this.viewHeight) {
      this.viewHeight = height;
      this.setTop(this.top);
    }
  }

  setTop(top: number): void {
    const within = clampTop(this.scroll, top);
    if (within !== this.top) {
      this.top = within;
      this.topics.tell('top');
    }
  }

  setCriticalOnly(on: boolean): void {
    if (on !== this.criticalOnly) {
      this.keepingFocusInPlace(() => {
        this.criticalOnly = on;
      });
    }
  }

  /** Folds or unfolds, and tells of it; the line in focus stays at its height. */
  changeLines(change: (lines: Lines) => void): void {
    this.keepingFocusInPlace(() => change(this.lines));
  }

  /** Every span gets a line of its own, those of runs too. */
  unfoldAll(): void {
    this.changeLines((lines) => {
      lines.unfoldAll();
      lines.foldAllRuns(false);
    });
  }

  /** How many levels of the tree are unfolded, folds made by hand aside. */
  get levels(): number {
    const { depth } = this.lines.folds(0);
    return Math.min(depth ?? Infinity, this.model.tree.maxDepth) + 1;
  }

  /** Unfolds so many levels, of those that there are, and folds what lies deeper. */
  showLevels(levels: number): void {
    const depth = Math.max(1, levels) - 1;
    this.changeLines((lines) => lines.foldToDepth(depth < this.model.tree.maxDepth ? depth : Infinity));
  }

  private keepingFocusInPlace(change: () => void): void {
    const before = this.focusLine;
    const height = before * LINE_HEIGHT - this.top;
    change();
    const after = this.focusLine;
    if (before >= 0 && after >= 0 && height >= 0 && height < this.viewHeight) {
      this.top = after * LINE_HEIGHT - height;
    }
    this.top = clampTop(this.scroll, this.top);
    this.topics.tell('lines');
    this.topics.tell('top');
  }

  // ---- focus

  /** The line that shows the span in focus, or the folded one above it; -1 where there is none. */
  get focusLine(): number {
    return this.focus < 0 ? -1 : this.list.lineOf(this.focus);
  }

  /** Puts a line in focus and scrolls no further than needed to show it. */
  focusOnLine(line: number): void {
    const { count } = this.list;
    if (count > 0) {
      const within = Math.min(Math.max(0, line), count - 1);
      this.setFocus(this.list.at(within).row);
      this.setTop(topShowing(this.scroll, this.top, within));
    }
  }

  /** Unfolds what hides a span, puts it in focus and brings it into view, in lines and in time. */
  showSpan(row: number): void {
    if (this.criticalOnly && !(this.model.tree.marks[row] & Mark.CRITICAL)) {
      this.criticalOnly = false;
    }
    if (!this.criticalOnly && !this.lines.isShown(row)) {
      this.lines.reveal(row);
      this.topics.tell('lines');
    }
    this.setFocus(row);
    const line = this.list.lineOf(row);
    const near = topShowing(this.scroll, this.top, line);
    const far = Math.abs(near - this.top) > this.viewHeight / 2;
    this.setTop(far ? topCentring(this.scroll, line) : near);
    this.showTime(row);
  }

  setFocus(row: number): void {
    if (row !== this.focus) {
      this.focus = row;
      this.topics.tell('focus');
    }
  }

  setDetails(shown: boolean): void {
    const now = shown && this.focus >= 0;
    if (now !== this.details) {
      this.details = now;
      this.topics.tell('details');
    }
  }

  setTab(tab: Tab): void {
    if (tab !== this.tab) {
      this.tab = tab;
      this.topics.tell('tab');
    }
  }

  // ---- what was found

  isMatch(row: number): boolean {
    return this.matched !== null && (this.matched[row >> 3] & (1 << (row & 7))) !== 0;
  }

  setMatches(rows: Int32Array | null): void {
    if (rows === null && this.matches === null) {
      return;
    }
    const { tree, columns } = this.model;
    this.matches = rows && positionsOf(tree, rows);
    this.matched = rows && new Uint8Array((columns.rows + 7) >> 3);
    rows?.forEach((row) => {
      this.matched![row >> 3] |= 1 << (row & 7);
    });
    this.topics.tell('matches');
  }

  /** Shows the next of some spans after the one in focus, or before it; from the end it goes on at the beginning. */
  showNext(positions: Int32Array | null, direction: 1 | -1): void {
    const { position, order } = this.model.tree;
    const next = nextAmong(
      positions ?? new Int32Array(),
      this.focus < 0 ? -1 : position[this.focus],
      direction,
    );
    if (next >= 0) {
      this.showSpan(order[next]);
    }
  }

  // ---- time

  setWindow(from: number, to: number): void {
    const { whole } = this;
    const width = Math.min(whole.to - whole.from, Math.max(Math.min(NARROWEST, whole.to), to - from));
    const start = Math.min(Math.max(whole.from, from), whole.to - width);
    if (start !== this.window.from || start + width !== this.window.to) {
      this.window = { from: start, to: start + width };
      this.topics.tell('window');
    }
  }

  get zoomed(): boolean {
    return this.window.to - this.window.from < this.whole.to - this.whole.from;
  }

  /** Shows `factor` times as much time; what is at `share` of the width stays there. */
  zoom(factor: number, share = 0.5): void {
    const { from, to } = this.window;
    const fixed = from + (to - from) * share;
    const width = Math.max(NARROWEST, (to - from) * factor);
    this.setWindow(fixed - width * share, fixed + width * (1 - share));
  }

  /** Moves the window by a share of its width. */
  pan(share: number): void {
    const { from, to } = this.window;
    const by = (to - from) * share;
    this.setWindow(from + by, to + by);
  }

  fit(): void {
    this.setWindow(this.whole.from, this.whole.to);
  }

  /** Zooms to one span, with some room at its sides. */
  fitSpan(row: number): void {
    const start = this.model.columns.start[row];
    const length = Math.max(NARROWEST / 2, Math.abs(this.model.columns.duration[row]));
    this.setWindow(start - length * 0.1, start + length * 1.1);
  }

  /** Moves the window so far that some of a span lies in it. */
  private showTime(row: number): void {
    const { from, to } = this.window;
    const start = this.model.columns.start[row];
    const end = start + Math.max(0, this.model.columns.duration[row]);
    if (end < from || start > to) {
      const width = to - from;
      const centre = end - start > width ? start + width * 0.4 : (start + end) / 2;
      this.setWindow(centre - width / 2, centre + width / 2);
    }
  }

  // ---- the address

  /** What of this stands in the address. */
  get view(): View {
    const { depth, runs, spans, firstOfRuns } = this.lines.folds(MOST_FOLDS);
    return {
      tab: this.tab,
      span: this.focus < 0 ? null : spanId(this.model.columns, this.focus),
      details: this.details,
      t: this.zoomed ? this.window : null,
      y: this.top,
      critical: this.criticalOnly,
      depth: depth ?? -1,
      runs: runs ? 'folded' : 'open',
      folds: spans.map(shortId),
      unlikeRuns: firstOfRuns.map(shortId),
    };
  }

  /** Becomes what an address says; a span that is not in the trace, or no longer, is no focus. */
  restore(view: View): void {
    this.tab = view.tab;
    this.criticalOnly = view.critical;
    const ids = (short: readonly string[]) => short.map(longId).filter((id) => id !== null);
    this.lines.apply({
      depth: view.depth < 0 ? null : view.depth,
      runs: view.runs === 'folded',
      spans: ids(view.folds),
      firstOfRuns: ids(view.unlikeRuns),
      left: 0,
    });
    this.focus = view.span === null ? -1 : rowOfSpan(this.model.columns, view.span);
    this.details = view.details && this.focus >= 0;
    this.top = view.y;
    this.window = this.whole;
    if (view.t !== null) {
      this.setWindow(view.t.from, view.t.to);
    }
    (['tab', 'lines', 'focus', 'details', 'window', 'top'] as const).forEach((topic) =>
      this.topics.tell(topic),
    );
  }
}
