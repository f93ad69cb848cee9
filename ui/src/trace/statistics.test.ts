import { describe, expect, it } from 'vitest';
import { random } from '../testing/random';
import { randomTrace, traceOf } from '../testing/traces';
import { STATUS_ERROR } from './columns';
import { factsOf } from './facts';
import { percentile } from './select';
import { byName, byService, type GroupStatistics } from './statistics';
import { buildTree } from './tree';

const byLabel = (a: GroupStatistics, b: GroupStatistics) =>
  `${a.service} ${a.name}`.localeCompare(`${b.service} ${b.name}`);

describe('statistics', () => {
  it.each([
    ['service', byService],
    ['name', byName],
  ] as const)('are those of each %s', (by, function_) => {
    for (let seed = 1; seed <= 50; seed++) {
      const columns = randomTrace(seed, 1 + (seed % 90));
      const tree = buildTree(columns);
      const groups = new Map<string, number[]>();
      for (let row = 0; row < columns.rows; row++) {
        const service = columns.strings[columns.service[row]];
        const key = JSON.stringify([service, by === 'name' ? columns.strings[columns.name[row]] : null]);
        groups.set(key, [...(groups.get(key) ?? []), row]);
      }
      const slow = [...groups].map(([key, rows]) => {
        const [service, name] = JSON.parse(key) as [string, string | null];
        const durations = rows.map((row) => columns.duration[row]).sort((a, b) => a - b);
        const sum = (value: (row: number) => number) => rows.reduce((total, row) => total + value(row), 0);
        return {
          service,
          name,
          count: rows.length,
          errors: sum((row) => (columns.status[row] === STATUS_ERROR ? 1 : 0)),
          total: sum((row) => columns.duration[row]),
          self: sum((row) => tree.selfTime[row]),
          p50: durations[Math.ceil(rows.length * 0.5) - 1],
          p95: durations[Math.ceil(rows.length * 0.95) - 1],
          max: durations[rows.length - 1],
        };
      });
      expect(function_(columns, tree).sort(byLabel), `seed ${seed}`).toEqual(slow.sort(byLabel));
    }
  });

  it('find percentiles of what is sorted, reversed, equal or random', () => {
    const next = random(3);
    for (let length = 1; length < 60; length++) {
      const values = Float64Array.from({ length }, (_, i) => [i, -i, 7, next(1000), next(3)][length % 5]);
      for (const p of [0.01, 0.5, 0.95, 1]) {
        const sorted = values.slice().sort();
        expect(percentile(values.slice(), 0, length, p)).toBe(sorted[Math.max(0, Math.ceil(p * length) - 1)]);
      }
    }
  });
});

describe('the facts above a trace', () => {
  it('are root, duration, services, spans, errors, orphans and depth', () => {
    const columns = traceOf([
      { id: 1, start: 100, duration: 50, service: 'web', status: 2 },
      { id: 2, parent: 1, start: 110, duration: 500, service: 'cart' },
      { id: 3, parent: 2, start: 120, duration: 5, service: 'cart', status: 2 },
      { id: 4, parent: 77, start: 0, duration: 5, service: 'lost' },
    ]);
    expect(factsOf(columns, buildTree(columns))).toEqual({
      root: 1,
      duration: 610,
      spans: 4,
      errors: 2,
      orphans: 1,
      depth: 3,
      services: [
        { service: columns.strings.indexOf('cart'), name: 'cart', spans: 2, errors: 1 },
        { service: columns.strings.indexOf('lost'), name: 'lost', spans: 1, errors: 0 },
        { service: columns.strings.indexOf('web'), name: 'web', spans: 1, errors: 1 },
      ],
    });
  });

  it('have the first span for a root where there is none', () => {
    const columns = traceOf([{ id: 1, parent: 5, start: 0, duration: 1 }]);
    expect(factsOf(columns, buildTree(columns)).root).toBe(0);
    const none = traceOf([]);
    expect(factsOf(none, buildTree(none))).toMatchObject({ root: -1, duration: 0, spans: 0, depth: 0 });
  });
});
