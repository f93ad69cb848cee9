import { describe, expect, it } from 'vitest';
import { randomTrace, traceOf, type TestSpan } from '../testing/traces';
import { STATUS_ERROR, type TraceColumns } from './columns';
import { findRuns, RUN_MINIMUM, runAround, type Runs } from './runs';
import { buildTree, type TraceTree } from './tree';

/** Sibling by sibling. */
function slowRuns(columns: TraceColumns, tree: TraceTree) {
  const found = [];
  const rows = Array.from({ length: columns.rows }, (_, row) => row);
  for (const parent of [-1, ...rows]) {
    const siblings = rows.filter((row) => Math.max(columns.parent[row], -1) === parent);
    for (let i = 0; i < siblings.length;) {
      const label = (row: number) => `${columns.service[row]} ${columns.name[row]}`;
      const members = [siblings[i++]];
      while (i < siblings.length && label(siblings[i]) === label(members[0])) {
        members.push(siblings[i++]);
      }
      if (members.length >= RUN_MINIMUM) {
        const durations = members.map((row) => columns.duration[row]).sort((a, b) => a - b);
        const last = members[members.length - 1];
        found.push({
          first: tree.position[members[0]],
          end: tree.position[last] + tree.size[last],
          members: members.length,
          p50: durations[Math.ceil(durations.length / 2) - 1],
          max: durations[durations.length - 1],
          errors: members.filter((row) => columns.status[row] === STATUS_ERROR).length,
          errorsBelow: members.reduce((sum, row) => sum + tree.errorsBelow[row], 0),
        });
      }
    }
  }
  return found.sort((a, b) => a.first - b.first);
}

function described({ enclosing: _, count, ...arrays }: Runs) {
  return Array.from({ length: count }, (_, run) =>
    Object.fromEntries(Object.entries(arrays).map(([key, values]) => [key, values[run]])),
  );
}

/** Calls that make calls, most of the same name. */
function callers(seed: number): TraceColumns {
  const spans: TestSpan[] = [{ id: 1, start: 0, duration: 100_000 }];
  for (let i = 0; i < 12; i++) {
    const id = spans.length + 1;
    spans.push({ id, parent: 1, start: 100 * i, duration: 90, name: i === seed % 12 ? 'other' : 'call' });
    for (let k = 0; k < 9; k++) {
      const error = (seed + i * k) % 7 === 0;
      spans.push({
        id: spans.length + 1,
        parent: id,
        start: 100 * i + k,
        duration: (i * k * seed) % 11,
        name: 'query',
        status: error ? 2 : 0,
      });
    }
  }
  return traceOf(spans);
}

describe('runs of siblings', () => {
  it('are what sibling by sibling gives', () => {
    let total = 0;
    const traces = [
      ...Array.from({ length: 80 }, (_, seed) => randomTrace(seed, 200)),
      ...Array.from({ length: 13 }, (_, seed) => callers(seed)),
    ];
    traces.forEach((columns, index) => {
      const tree = buildTree(columns);
      const runs = findRuns(columns, tree);
      expect(described(runs), `trace ${index}`).toEqual(slowRuns(columns, tree));
      total += runs.count;
    });
    expect(total).toBeGreaterThan(100);
  });

  it('know which of them is around a position', () => {
    for (let seed = 0; seed < 13; seed++) {
      const columns = callers(seed);
      const runs = findRuns(columns, buildTree(columns));
      for (let position = 0; position < columns.rows; position++) {
        let innermost = -1;
        for (let run = 0; run < runs.count; run++) {
          if (runs.first[run] <= position && position < runs.end[run]) {
            innermost = run;
          }
        }
        expect(runAround(runs, position)).toBe(innermost);
      }
      for (let run = 0; run < runs.count; run++) {
        const outer = runs.enclosing[run];
        expect(outer).toBe(runs.first[run] === 0 ? -1 : outerRun(runs, run));
      }
    }
  });

  it('need as many siblings as documented', () => {
    const siblings = (count: number) => {
      const columns = traceOf(
        Array.from({ length: count }, (_, i) => ({ id: i + 1, start: i, duration: 1 })),
      );
      return findRuns(columns, buildTree(columns)).count;
    };
    expect(siblings(RUN_MINIMUM - 1)).toBe(0);
    expect(siblings(RUN_MINIMUM)).toBe(1);
  });
});

function outerRun(runs: Runs, run: number): number {
  for (let outer = run - 1; outer >= 0; outer--) {
    if (runs.end[outer] >= runs.end[run]) {
      return outer;
    }
  }
  return -1;
}
