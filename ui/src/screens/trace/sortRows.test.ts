import { describe, expect, it } from 'vitest';
import { ranks, sortRows } from './sortRows';

describe('sorting rows', () => {
  it('agrees with comparing, equal keys in the order of the rows', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 50; round++) {
      const keys = Float64Array.from({ length: 1 + Math.floor(random() * 300) }, () => {
        const scale = 10 ** Math.floor(random() * 12);
        return Math.floor((random() - 0.4) * scale) + (random() < 0.2 ? random() : 0);
      });
      for (const descending of [false, true]) {
        const rows = Array.from(keys.keys());
        rows.sort((a, b) => (descending ? keys[b]! - keys[a]! : keys[a]! - keys[b]!) || a - b);
        expect(Array.from(sortRows(keys, descending))).toEqual(rows);
      }
    }
  });

  it('knows no difference between the two zeros', () => {
    expect(Array.from(sortRows(Float64Array.of(0, -0, -1, 0), false))).toEqual([2, 0, 1, 3]);
  });

  it('ranks strings as people sort them', () => {
    expect(Array.from(ranks(['b', 'a10', 'a9', 'B']))).toEqual([2, 1, 0, 3]);
  });
});
