import { BitRanks } from './bitRanks';
import { lowerBound, rowOfSpan, spanId, type TraceColumns } from './columns';
import { runAround, type Runs } from './runs';
import type { TraceTree } from './tree';

/** What one line of the waterfall shows. */
export type Line = SpanLine | RunLine;

/** A span. */
export interface SpanLine {
  readonly kind: 'span';
  readonly row: number;
  /** 0 for a top. */
  readonly depth: number;
  /** Whether it has children. */
  readonly parent: boolean;
  /** Whether its children are hidden. */
  readonly folded: boolean;
  /** The open run that it is a member of, an index of {@link Runs}; -1 for none. */
  readonly run: number;
}

/** All members of a folded run, with all that is below them. */
export interface RunLine {
  readonly kind: 'run';
  /** An index of {@link Runs}, which has count, median, maximum and errors. */
  readonly run: number;
  /** The row of the first member: service and name are its. */
  readonly row: number;
  readonly depth: number;
}

/**
 * How a trace is folded: a rule for all, and what was folded or opened by hand. Goes into the address.
 */
export interface Folds {
  /** Spans of this depth and deeper are folded; `null` where none is. */
  readonly depth: number | null;
  /** Whether runs are folded. */
  readonly runs: boolean;
  /** Span ids of the spans for which the rule does not hold; see {@link Lines.folds}. */
  readonly spans: readonly string[];
  /** Span ids of first members of the runs for which the rule does not hold. */
  readonly firstOfRuns: readonly string[];
  /** How many exceptions there were too many to be listed. */
  readonly left: number;
}

/** How a trace is shown at first: all open but the runs. */
export const OPEN: Folds = { depth: null, runs: true, spans: [], firstOfRuns: [], left: 0 };

/**
 * The lines of the waterfall: what folds and folded runs leave of the tree. Line and row are found from each other in
 * O(log n); a fold costs the spans that it shows, at most some milliseconds for a million.
 *
 * The one part of a trace that changes; it belongs to the page.
 */
export class Lines {
  /** By position: whether it has a line. A position without one belongs to the line before it. */
  private readonly visible: BitRanks;
  private foldDepth = Infinity;
  private foldRuns = true;
  /** Positions of the spans for which the rule does not hold. */
  private readonly spanExceptions = new Set<number>();
  /** Runs for which the rule does not hold. */
  private readonly runExceptions = new Set<number>();

  constructor(
    private readonly columns: TraceColumns,
    private readonly tree: TraceTree,
    private readonly runs: Runs,
    folds: Folds = OPEN,
  ) {
    this.visible = new BitRanks(columns.rows);
    this.apply(folds);
  }

  /** How many lines there are. */
  get count(): number {
    return this.visible.count;
  }

  /** @param line from 0 to `count - 1` */
  at(line: number): Line {
    const position = this.visible.at(line);
    const row = this.tree.order[position];
    const depth = this.tree.depth[row];
    const run = this.runOfMember(position);
    if (run >= 0 && this.isRunFolded(run)) {
      return { kind: 'run', run, row, depth };
    }
    const parent = this.tree.size[row] > 1;
    return { kind: 'span', row, depth, parent, folded: parent && this.isFolded(row), run };
  }

  /** The line that shows a row, or that it is hidden behind. */
  lineOf(row: number): number {
    return this.lineOfPosition(this.tree.position[row]);
  }

  /** The line of the span at a position, or the one that it is hidden behind. */
  lineOfPosition(position: number): number {
    return this.visible.rank(position + 1) - 1;
  }

  /** The position behind a line; the number of spans for the line after the last. */
  positionOf(line: number): number {
    return line < this.count ? this.visible.at(line) : this.columns.rows;
  }

  /** Whether a row has a line of its own. */
  isShown(row: number): boolean {
    const position = this.tree.position[row];
    if (!this.visible.has(position)) {
      return false;
    }
    const run = this.runOfMember(position);
    return run < 0 || !this.isRunFolded(run);
  }

  /** Whether the children of a row are hidden by a fold of its own. */
  isFolded(row: number): boolean {
    const byRule = this.tree.depth[row] >= this.foldDepth;
    return this.tree.size[row] > 1 && byRule !== this.spanExceptions.has(this.tree.position[row]);
  }

  isRunFolded(run: number): boolean {
    return this.foldRuns !== this.runExceptions.has(run);
  }

  /** The innermost run that a row is a member of, or -1. */
  runOf(row: number): number {
    return this.runOfMember(this.tree.position[row]);
  }

  /** Hides what is below a row, or shows it again. */
  fold(row: number, folded = true): void {
    if (this.tree.size[row] > 1 && this.isFolded(row) !== folded) {
      this.toggleSpan(row);
      const position = this.tree.position[row];
      this.layOut(position, position + this.tree.size[row]);
    }
  }

  /** Puts all of a run into one line, or gives each member its own. */
  foldRun(run: number, folded = true): void {
    if (this.isRunFolded(run) !== folded) {
      toggle(this.runExceptions, run);
      this.layOut(this.runs.first[run], this.runs.end[run]);
    }
  }

  /** Hides everything from below a depth on; 0 leaves the tops. Forgets what was folded by hand; runs stay. */
  foldToDepth(depth: number): void {
    this.foldDepth = depth;
    this.spanExceptions.clear();
    this.layOutAll();
  }

  /** Leaves the tops. */
  foldAll(): void {
    this.foldToDepth(0);
  }

  /** Shows every span; runs stay as they are. */
  unfoldAll(): void {
    this.foldToDepth(Infinity);
  }

  /** Folds all runs, or none. */
  foldAllRuns(folded: boolean): void {
    this.foldRuns = folded;
    this.runExceptions.clear();
    this.layOutAll();
  }

  /** Opens all that hides a row; what is below it stays as it is. Returns its line. */
  reveal(row: number): number {
    const position = this.tree.position[row];
    let changed = false;
    for (let above = this.columns.parent[row]; above >= 0; above = this.columns.parent[above]) {
      if (this.isFolded(above)) {
        this.toggleSpan(above);
        changed = true;
      }
    }
    for (let run = runAround(this.runs, position); run >= 0; run = this.runs.enclosing[run]) {
      if (this.isRunFolded(run)) {
        toggle(this.runExceptions, run);
        changed = true;
      }
    }
    if (changed) {
      this.layOutAll();
    }
    return this.lineOf(row);
  }

  /**
   * How the trace is folded now.
   *
   * @param limit how many exceptions to list at most, in order of their places; the number of others is in `left`
   */
  folds(limit: number): Folds {
    const spans = sorted(this.spanExceptions);
    const runs = sorted(this.runExceptions);
    const listed = spans.slice(0, limit);
    const listedRuns = runs.slice(0, limit - listed.length);
    const idAt = (position: number) => spanId(this.columns, this.tree.order[position]);
    return {
      depth: this.foldDepth === Infinity ? null : this.foldDepth,
      runs: this.foldRuns,
      spans: listed.map(idAt),
      firstOfRuns: listedRuns.map((run) => idAt(this.runs.first[run])),
      left: spans.length + runs.length - listed.length - listedRuns.length,
    };
  }

  /** Folds as once described. Ids that are not in the trace, or no longer parents or runs, count for nothing. */
  apply(folds: Folds): void {
    const depth = folds.depth ?? Infinity;
    const exceptions = this.spanExceptions.size + this.runExceptions.size;
    const same =
      this.count > 0 && exceptions === 0 && depth === this.foldDepth && folds.runs === this.foldRuns;
    this.foldDepth = depth;
    this.foldRuns = folds.runs;
    this.spanExceptions.clear();
    this.runExceptions.clear();
    for (const id of folds.spans) {
      const row = rowOfSpan(this.columns, id);
      if (row >= 0 && this.tree.size[row] > 1) {
        this.spanExceptions.add(this.tree.position[row]);
      }
    }
    for (const id of folds.firstOfRuns) {
      const row = rowOfSpan(this.columns, id);
      const run = row < 0 ? -1 : this.runOf(row);
      if (run >= 0) {
        this.runExceptions.add(run);
      }
    }
    if (!same || this.spanExceptions.size + this.runExceptions.size > 0) {
      this.layOutAll();
    }
  }

  private runOfMember(position: number): number {
    const run = runAround(this.runs, position);
    const { depth, order } = this.tree;
    return run >= 0 && depth[order[this.runs.first[run]]] === depth[order[position]] ? run : -1;
  }

  private toggleSpan(row: number): void {
    toggle(this.spanExceptions, this.tree.position[row]);
  }

  private layOutAll(): void {
    this.layOut(0, this.columns.rows);
  }

  /** Finds the lines of a range of positions, the first of which, if it has a line, keeps it. */
  private layOut(from: number, to: number): void {
    const { order, size } = this.tree;
    if (from >= to || (!this.visible.has(from) && from > 0)) {
      return;
    }
    this.visible.removeRange(from, to);
    let run = lowerBound(this.runs.first, from);
    for (let position = from; position < to;) {
      this.visible.add(position);
      while (run < this.runs.count && this.runs.first[run] < position) {
        run++;
      }
      const row = order[position];
      if (run < this.runs.count && this.runs.first[run] === position && this.isRunFolded(run)) {
        position = this.runs.end[run];
      } else {
        position += this.isFolded(row) ? size[row] : 1;
      }
    }
    this.visible.recount(from, to);
  }
}

function toggle(set: Set<number>, value: number): void {
  if (!set.delete(value)) {
    set.add(value);
  }
}

function sorted(set: Set<number>): number[] {
  return [...set].sort((a, b) => a - b);
}
