import { random } from '../testing/random';
import { describe, expect, it } from 'vitest';
import { randomTrace, traceOf } from '../testing/traces';
import { endOf, STATUS_ERROR, type TraceColumns } from './columns';
import { Mark } from './marks';
import { buildTree, type TraceTree } from './tree';

/** What a tree must be, found slowly. */
function expected(columns: TraceColumns) {
  const children = (parent: number) =>
    rowsOf(columns).filter((row) => (columns.parent[row] < 0 ? -1 : columns.parent[row]) === parent);
  const order: number[] = [];
  const depth: number[] = [];
  const size: number[] = [];
  const errorsBelow: number[] = [];
  const visit = (row: number, level: number): number[] => {
    order.push(row);
    depth[row] = level;
    const below = children(row).flatMap((child) => visit(child, level + 1));
    size[row] = below.length + 1;
    errorsBelow[row] = below.filter((other) => columns.status[other] === STATUS_ERROR).length;
    return [row, ...below];
  };
  children(-1).forEach((top) => visit(top, 0));
  return { order, depth, size, errorsBelow };
}

/** Counts nanosecond by nanosecond. */
function slowSelfTime(columns: TraceColumns, row: number): number {
  const children = rowsOf(columns).filter((child) => columns.parent[child] === row);
  let own = 0;
  for (let at = columns.start[row]; at < endOf(columns, row); at++) {
    if (!children.some((child) => columns.start[child] <= at && at < endOf(columns, child))) {
      own++;
    }
  }
  return own;
}

function rowsOf(columns: TraceColumns): number[] {
  return Array.from({ length: columns.rows }, (_, row) => row);
}

function marksOf(tree: TraceTree, row: number): string[] {
  return Object.entries(Mark)
    .filter(([, bit]) => (tree.marks[row] & bit) !== 0)
    .map(([name]) => name);
}

describe('the tree', () => {
  it('is what walking the parents gives, for random traces', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const columns = randomTrace(seed, 1 + (seed % 120));
      const tree = buildTree(columns);
      const slow = expected(columns);
      expect([...tree.order], `seed ${seed}`).toEqual(slow.order);
      expect([...tree.depth], `seed ${seed}`).toEqual(slow.depth);
      expect([...tree.size], `seed ${seed}`).toEqual(slow.size);
      expect([...tree.errorsBelow], `seed ${seed}`).toEqual(slow.errorsBelow);
      expect(tree.maxDepth).toBe(Math.max(...slow.depth));
      expect(tree.end).toBe(Math.max(...rowsOf(columns).map((row) => endOf(columns, row))));
      rowsOf(columns).forEach((row) => expect(tree.order[tree.position[row]]).toBe(row));
    }
  });

  it('gives a span the time in which none of its children runs', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const columns = randomTrace(seed, 20);
      if (endOf(columns, columns.rows - 1) < 500) {
        const tree = buildTree(columns);
        for (const row of rowsOf(columns)) {
          expect(tree.selfTime[row], `seed ${seed} row ${row}`).toBe(slowSelfTime(columns, row));
        }
      }
    }
  });

  it('puts no two spans that run at once into one lane, and needs no lane more than run at once', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const columns = randomTrace(seed, 80);
      const tree = buildTree(columns);
      for (const row of rowsOf(columns)) {
        const level = tree.depth[row];
        expect(tree.lane[row]).toBeGreaterThanOrEqual(tree.firstLane[level]);
        expect(tree.lane[row]).toBeLessThan(tree.firstLane[level + 1]);
        for (const other of rowsOf(columns)) {
          if (other !== row && tree.lane[other] === tree.lane[row]) {
            const apart =
              endOf(columns, row) <= columns.start[other] || endOf(columns, other) <= columns.start[row];
            expect(apart, `seed ${seed} rows ${row} and ${other}`).toBe(true);
          }
        }
      }
      for (let level = 0; level <= tree.maxDepth; level++) {
        const spans = rowsOf(columns).filter((row) => tree.depth[row] === level);
        const atOnce = spans.map(
          (row) =>
            spans.filter(
              (other) =>
                other === row ||
                (columns.start[other] <= columns.start[row] && endOf(columns, other) > columns.start[row]),
            ).length,
        );
        expect(tree.firstLane[level + 1] - tree.firstLane[level], `seed ${seed}`).toBe(Math.max(...atOnce));
      }
      expect(tree.laneCount).toBe(tree.firstLane[tree.maxDepth + 1]);
    }
  });

  it('gives each span the topmost lane of its depth that is free, of few lanes as of many', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const next = random(seed);
      const longest = [10, 100, 1000, 3000][seed % 4];
      const spans = Array.from({ length: 400 }, (_, i) => ({
        id: i + 1,
        start: next(1000),
        duration: next(longest) - 5,
      }));
      const columns = traceOf(spans);
      const tree = buildTree(columns);
      const free: number[] = [];
      for (const row of rowsOf(columns)) {
        const found = free.findIndex((end) => end <= columns.start[row]);
        const lane = found < 0 ? free.length : found;
        free[lane] = endOf(columns, row);
        expect(tree.lane[row], `seed ${seed} row ${row}`).toBe(lane);
      }
      expect(tree.laneCount).toBe(free.length);
    }
  });

  it('keeps what runs one after the other in one lane', () => {
    const tree = buildTree(
      traceOf([
        { id: 1, start: 0, duration: 100 },
        { id: 2, parent: 1, start: 0, duration: 50 },
        { id: 3, parent: 1, start: 10, duration: 10 },
        { id: 4, parent: 1, start: 60, duration: 10 },
        { id: 5, parent: 1, start: 80, duration: 10 },
      ]),
    );
    expect([...tree.lane]).toEqual([0, 1, 2, 1, 1]);
  });

  it('marks what is odd about a span', () => {
    const columns = traceOf([
      { id: 1, start: 10, duration: 100 },
      { id: 2, parent: 1, start: 50, duration: 200 },
      { id: 3, parent: 1, start: 0, duration: 20 },
      { id: 4, parent: 1, start: 60, duration: -5 },
      { id: 5, parent: 99, start: 70, duration: 5 },
      { id: 6, parent: 6, start: 80, duration: 5 },
      { id: 7, parent: 8, start: 90, duration: 5 },
      { id: 8, parent: 7, start: 91, duration: 1 },
      { id: 9, parent: 1, start: 100, duration: 5 },
    ]);
    const tree = buildTree(columns);
    const marks = Object.fromEntries(
      rowsOf(columns).map((row) => [columns.spanIds[2 * row], marksOf(tree, row)]),
    );
    expect(marks).toEqual({
      1: [],
      2: ['ASYNC'],
      3: ['SKEWED'],
      4: ['NEGATIVE'],
      5: ['ORPHAN'],
      6: ['CIRCLE'],
      7: ['CIRCLE'],
      8: [],
      9: [],
    });
  });

  it('holds a chain of a million spans and a million siblings', () => {
    const rows = 1_000_000;
    const chain = buildTree(bare(Int32Array.from({ length: rows }, (_, row) => row - 1)));
    expect(chain.maxDepth).toBe(rows - 1);
    expect(chain.size[0]).toBe(rows);
    const siblings = buildTree(bare(new Int32Array(rows).fill(0).fill(-1, 0, 1)));
    expect(siblings.maxDepth).toBe(1);
    expect(siblings.size[0]).toBe(rows);
  });

  it('refuses parents that go in a circle', () => {
    expect(() => buildTree(bare(Int32Array.of(-1, 2, 1, 2)))).toThrow(
      'column "parent": 3 of 4 rows are in a circle or below one',
    );
  });
});

/** Columns with parents and otherwise zeros. */
function bare(parent: Int32Array): TraceColumns {
  const rows = parent.length;
  return {
    traceId: '',
    startNanos: 0n,
    rows,
    spanIds: new Int32Array(2 * rows),
    parent,
    start: new Float64Array(rows),
    duration: new Float64Array(rows),
    service: new Int32Array(rows),
    name: new Int32Array(rows),
    kind: new Uint8Array(rows),
    status: new Uint8Array(rows),
    events: new Int32Array(rows),
    links: new Int32Array(rows),
    missing: { rows: new Int32Array(0), ids: new Int32Array(0) },
    strings: [''],
  };
}
