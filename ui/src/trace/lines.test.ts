import { describe, expect, it } from 'vitest';
import { random } from '../testing/random';
import { randomTrace, traceOf, type TestSpan } from '../testing/traces';
import { spanId, type TraceColumns } from './columns';
import { Lines, OPEN, type Line } from './lines';
import { findRuns, type Runs } from './runs';
import { errorPositions, ticks } from './ticks';
import { buildTree, type TraceTree } from './tree';

interface Trace {
  columns: TraceColumns;
  tree: TraceTree;
  runs: Runs;
}

function prepared(columns: TraceColumns): Trace {
  const tree = buildTree(columns);
  return { columns, tree, runs: findRuns(columns, tree) };
}

/** A tree with runs in runs. */
function nested(): Trace {
  const spans: TestSpan[] = [{ id: 1, start: 0, duration: 10_000 }];
  const child = (parent: number, start: number, name: string) => {
    spans.push({
      id: spans.length + 1,
      parent,
      start,
      duration: 50,
      name,
      status: spans.length % 13 === 0 ? 2 : 0,
    });
    return spans.length;
  };
  for (let i = 0; i < 10; i++) {
    const call = child(1, 100 * i, i === 9 ? 'last' : 'call');
    for (let k = 0; k < 9; k++) {
      child(call, 100 * i + k, 'query');
    }
  }
  return prepared(traceOf(spans));
}

/** Walks the tree from the top, asking at every span what hides it. */
function slowLines(trace: Trace, lines: Lines): { row: number; kind: string; behind: number[] }[] {
  const { columns, tree, runs } = trace;
  const result: { row: number; kind: string; behind: number[] }[] = [];
  for (const row of tree.order) {
    const ancestors: number[] = [];
    for (let above = columns.parent[row]; above >= 0; above = columns.parent[above]) {
      ancestors.push(above);
    }
    const position = tree.position[row];
    let hidden = ancestors.some((above) => lines.isFolded(above));
    let head = false;
    for (let run = 0; run < runs.count; run++) {
      if (runs.first[run] <= position && position < runs.end[run] && lines.isRunFolded(run)) {
        hidden ||= runs.first[run] !== position;
        head ||= runs.first[run] === position;
      }
    }
    if (hidden) {
      result[result.length - 1].behind.push(row);
    } else {
      result.push({ row, kind: head ? 'run' : 'span', behind: [row] });
    }
  }
  return result;
}

function check(trace: Trace, lines: Lines, hint: string): void {
  const slow = slowLines(trace, lines);
  const found = Array.from({ length: lines.count }, (_, line) => {
    const { row, kind } = lines.at(line);
    return { row, kind };
  });
  expect(found, hint).toEqual(slow.map(({ row, kind }) => ({ row, kind })));
  const lineOf = Array.from(trace.columns.start.keys(), (row) => lines.lineOf(row));
  const isShown = lineOf.map((_, row) => lines.isShown(row));
  const slowLineOf: number[] = [];
  const slowIsShown: boolean[] = [];
  slow.forEach((line, index) => {
    for (const row of line.behind) {
      slowLineOf[row] = index;
      slowIsShown[row] = line.kind === 'span' && row === line.row;
    }
  });
  expect(lineOf, hint).toEqual(slowLineOf);
  expect(isShown, hint).toEqual(slowIsShown);
}

/** Which pixels have errors behind them, and the first of each. */
function slowTicks(trace: Trace, lines: Lines, height: number): [number, number][] {
  const first = new Map<number, number>();
  for (const row of trace.tree.order) {
    const pixel = Math.floor((lines.lineOf(row) * height) / lines.count);
    if (trace.columns.status[row] === 2 && !first.has(pixel)) {
      first.set(pixel, row);
    }
  }
  return [...first];
}

describe('the lines of the waterfall', () => {
  it('are what folds leave of the tree, whatever is done in whatever order', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const trace = seed % 3 === 0 ? nested() : prepared(randomTrace(seed, 1 + next(150)));
      const lines = new Lines(trace.columns, trace.tree, trace.runs);
      check(trace, lines, `seed ${seed}, at first`);
      for (let step = 0; step < 20; step++) {
        const row = next(trace.columns.rows);
        const action = next(12);
        if (action < 4) {
          lines.fold(row, next(2) === 0);
        } else if (action < 7 && trace.runs.count > 0) {
          lines.foldRun(next(trace.runs.count), next(2) === 0);
        } else if (action < 9) {
          const line = lines.reveal(row);
          expect(lines.isShown(row)).toBe(true);
          expect(lines.at(line).row).toBe(row);
        } else if (action === 9) {
          lines.foldToDepth(next(4));
        } else if (action === 10) {
          lines.foldAllRuns(next(2) === 0);
        } else {
          lines.unfoldAll();
        }
        check(trace, lines, `seed ${seed} step ${step} action ${action} row ${row}`);
        const height = 1 + next(40);
        const marks = ticks(lines, trace.tree, errorPositions(trace.columns, trace.tree), height);
        const found = Array.from(marks.pixel, (pixel, i) => [pixel, marks.row[i]]);
        expect(found, `ticks, seed ${seed} step ${step} height ${height}`).toEqual(
          slowTicks(trace, lines, height),
        );
      }
    }
  });

  it('come back from what was said of their folds', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const next = random(seed);
      const trace = nested();
      const lines = new Lines(trace.columns, trace.tree, trace.runs);
      if (next(2) === 0) {
        lines.foldToDepth(next(3));
      }
      for (let step = 0; step < 10; step++) {
        lines.fold(next(trace.columns.rows), next(2) === 0);
        lines.foldRun(next(trace.runs.count), next(2) === 0);
      }
      const folds = lines.folds(100);
      expect(folds.left).toBe(0);
      const again = new Lines(trace.columns, trace.tree, trace.runs, JSON.parse(JSON.stringify(folds)));
      expect(shown(again)).toEqual(shown(lines));
      const few = lines.folds(1);
      expect(few.spans.length + few.firstOfRuns.length + few.left).toBe(
        folds.spans.length + folds.firstOfRuns.length,
      );
    }
  });

  it('show runs folded and spans open at first', () => {
    const trace = nested();
    const lines = new Lines(trace.columns, trace.tree, trace.runs);
    expect(shown(lines).map(({ kind }) => kind)).toEqual(['span', 'run', 'span', 'run']);
    lines.foldRun((lines.at(1) as { run: number }).run, false);
    expect(lines.count).toBe(1 + 2 * 9 + 2);
    expect(lines.at(1)).toMatchObject({ kind: 'span', parent: true, folded: false, depth: 1, run: 0 });
  });

  it('pass over ids that they do not know', () => {
    const trace = nested();
    const leaf = spanId(trace.columns, trace.tree.order[2]);
    const folds = { ...OPEN, spans: ['ffffffffffffffff', leaf, 'x'], firstOfRuns: ['ffffffffffffffff'] };
    const lines = new Lines(trace.columns, trace.tree, trace.runs, folds);
    expect(lines.count).toBe(4);
    expect(lines.folds(10)).toEqual(OPEN);
  });

  it('are none for a trace without spans', () => {
    const trace = prepared(traceOf([]));
    const lines = new Lines(trace.columns, trace.tree, trace.runs);
    expect(lines.count).toBe(0);
    expect(ticks(lines, trace.tree, new Int32Array(0), 100).count).toBe(0);
  });

  it('find the last of many', () => {
    const trace = prepared(
      traceOf(Array.from({ length: 20_000 }, (_, i) => ({ id: i + 1, start: i, duration: 1 }))),
    );
    const lines = new Lines(trace.columns, trace.tree, trace.runs, { ...OPEN, runs: false });
    expect(lines.count).toBe(20_000);
    expect(lines.at(19_999).row).toBe(19_999);
    expect(lines.lineOf(19_999)).toBe(19_999);
  });
});

function shown(lines: Lines): Line[] {
  return Array.from({ length: lines.count }, (_, line) => lines.at(line));
}
