import { describe, expect, it } from 'vitest';
import { randomTrace, traceOf, type TestSpan } from '../testing/traces';
import { endOf, type TraceColumns } from './columns';
import { findCriticalPath } from './criticalPath';
import { Mark } from './marks';
import { buildTree } from './tree';

type Section = [row: number, from: number, to: number];

function pathOf(columns: TraceColumns): Section[] {
  const path = findCriticalPath(columns, buildTree(columns));
  return Array.from({ length: path.count }, (_, i) => [path.row[i], path.from[i], path.to[i]]);
}

function pathOfSpans(spans: TestSpan[]): Section[] {
  return pathOf(traceOf(spans));
}

/** The definition, word for word, calling itself. */
function slowPath(columns: TraceColumns): Section[] {
  const sections: Section[] = [];
  const rows = Array.from({ length: columns.rows }, (_, row) => row);
  const walk = (row: number, start: number, end: number): void => {
    let cursor = end;
    let left = rows.filter((child) => columns.parent[child] === row && columns.kind[child] !== 5);
    for (;;) {
      const cut = left
        .map((child) => ({
          child,
          from: Math.max(columns.start[child], start),
          to: Math.min(endOf(columns, child), end),
        }))
        .filter(({ from, to }) => to > from && to <= cursor);
      if (cut.length === 0) {
        break;
      }
      const last = cut.reduce((best, other) => (other.to > best.to ? other : best));
      if (last.to < cursor) {
        sections.push([row, last.to, cursor]);
      }
      walk(last.child, last.from, last.to);
      cursor = last.from;
      left = left.filter((child) => child !== last.child);
    }
    if (cursor > start) {
      sections.push([row, start, cursor]);
    }
  };
  rows
    .filter((row) => columns.parent[row] < 0)
    .forEach((top) => walk(top, columns.start[top], endOf(columns, top)));
  return sections.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

describe('the critical path', () => {
  it('is what its definition gives, for random traces', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const columns = randomTrace(seed, 1 + (seed % 60));
      expect(pathOf(columns), `seed ${seed}`).toEqual(slowPath(columns));
    }
  });

  it('adds up to the length of a lone root', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const columns = randomTrace(seed, 40);
      const tops = Array.from(columns.parent.keys()).filter((row) => columns.parent[row] < 0);
      const total = pathOf(columns).reduce((sum, [, from, to]) => sum + to - from, 0);
      const lengths = tops.reduce((sum, row) => sum + endOf(columns, row) - columns.start[row], 0);
      expect(total, `seed ${seed}`).toBe(lengths);
    }
  });

  it('goes from the last child back to the one that ended before it began', () => {
    const sections = pathOfSpans([
      { id: 1, start: 0, duration: 100 },
      { id: 2, parent: 1, start: 10, duration: 30 },
      { id: 3, parent: 1, start: 20, duration: 25 },
      { id: 4, parent: 1, start: 50, duration: 40 },
    ]);
    // Row 2 ends at 45, after row 1: so row 1 was not waited for.
    expect(sections).toEqual([
      [0, 0, 20],
      [0, 45, 50],
      [0, 90, 100],
      [2, 20, 45],
      [3, 50, 90],
    ]);
  });

  it('takes a child that ended as the next one began', () => {
    const sections = pathOfSpans([
      { id: 1, start: 0, duration: 100 },
      { id: 2, parent: 1, start: 0, duration: 50 },
      { id: 3, parent: 1, start: 50, duration: 50 },
    ]);
    expect(sections).toEqual([
      [1, 0, 50],
      [2, 50, 100],
    ]);
  });

  it('cuts children to their parents, and leaves out consumers and what lies outside', () => {
    const sections = pathOfSpans([
      { id: 1, start: 10, duration: 100 },
      { id: 2, parent: 1, start: 80, duration: 500 },
      { id: 3, parent: 2, start: 100, duration: 400 },
      { id: 4, parent: 1, start: 20, duration: 10, kind: 5 },
      { id: 5, parent: 1, start: 200, duration: 10 },
      { id: 6, parent: 1, start: 0, duration: 15 },
    ]);
    // Rows by start, and starts after that of row 0, which is span 6.
    expect(sections).toEqual([
      [0, 10, 15],
      [1, 15, 80],
      [3, 80, 100],
      [4, 100, 110],
    ]);
  });

  it('marks the spans that it goes through', () => {
    const columns = randomTrace(7, 50);
    const tree = buildTree(columns);
    const path = findCriticalPath(columns, tree);
    const rows = new Set(path.row);
    for (let row = 0; row < columns.rows; row++) {
      expect((tree.marks[row] & Mark.CRITICAL) !== 0).toBe(rows.has(row));
    }
  });

  it('holds a chain of a hundred thousand spans, each in the one before', () => {
    const spans = 100_000;
    const chain = traceOf(
      Array.from({ length: spans }, (_, i) => ({
        id: i + 1,
        parent: i,
        start: i,
        duration: 2 * (spans - i),
      })),
    );
    const path = findCriticalPath(chain, buildTree(chain));
    expect(path.count).toBe(2 * spans - 1);
  });
});
