import { describe, expect, it } from 'vitest';
import type { HeatMapAnswer } from '../../../api';
import { durationTicks, HeatGrid, intensity, spaced } from './geometry';

const ANSWER: HeatMapAnswer = {
  start: '1674993600000000000',
  end: '1674993603999999999',
  columns: 4,
  columnNanos: '1000000000',
  durationBounds: ['0', '1000', '10000', '100000'],
  cells: [
    [0, 0, 5, 0, 'a'],
    [0, 2, 1, 1, 'b'],
    [2, 2, 100, 2, 'c'],
    [3, 0, 7, 0, 'd'],
  ],
  traces: 113,
  errors: 3,
};
const START = 1_674_993_600_000_000_000n;
const grid = HeatGrid.of(ANSWER)!;

describe('a heat map', () => {
  it('is none where nothing matched', () => {
    expect(HeatGrid.of({ columns: 4, durationBounds: [], cells: [], traces: 0, errors: 0 })).toBeNull();
    expect(HeatGrid.of({ ...ANSWER, cells: [] })).toBeNull();
  });

  it('knows its cells by place', () => {
    expect(grid.at(2, 2)?.example).toBe('c');
    expect(grid.at(1, 1)).toBeUndefined();
    expect(grid.at(4, 0)).toBeUndefined();
    expect(grid.at(-1, 1)).toBeUndefined();
    expect(grid.mostTraces).toBe(100);
  });

  it('takes places for moments and back, to the nanosecond at the edges of columns', () => {
    expect(grid.columnOf(START + 2_500_000_000n)).toBe(2.5);
    expect(grid.momentAt(3)).toBe(START + 3_000_000_000n);
    expect(grid.momentAt(0.25)).toBe(START + 250_000_000n);
  });

  it('puts durations evenly by their logarithm within a row, and zero at the bottom', () => {
    expect(grid.rowOf(0)).toBe(0);
    expect(grid.rowOf(1000)).toBe(1);
    expect(grid.rowOf(10_000)).toBe(2);
    expect(grid.rowOf(31_622.776_6)).toBeCloseTo(2.5, 6);
    expect(grid.rowOf(1e12)).toBe(3);
  });

  it('snaps a dragged box outwards to whole cells on the plot, whichever way it was dragged', () => {
    const box = { fromColumn: 1, toColumn: 2, fromRow: 0, toRow: 1 };
    expect(grid.boxBetween(1.2, 0.1, 2.9, 1.5)).toEqual(box);
    expect(grid.boxBetween(2.9, 1.5, 1.2, 0.1)).toEqual(box);
    expect(grid.boxBetween(-3, -1, 9, 9)).toEqual({ fromColumn: 0, toColumn: 3, fromRow: 0, toRow: 2 });
  });

  it('means by a box moments that both count and durations of which the upper does not', () => {
    expect(grid.meaningOf({ fromColumn: 1, toColumn: 2, fromRow: 1, toRow: 2 })).toEqual({
      start: START + 1_000_000_000n,
      end: START + 2_999_999_999n,
      minDuration: 1000n,
      maxDuration: 100_000n,
    });
  });

  it('does not mean more than was asked for by a box to the last column', () => {
    const short = HeatGrid.of({ ...ANSWER, end: '1674993603500000000' })!;
    expect(short.meaningOf({ fromColumn: 3, toColumn: 3, fromRow: 0, toRow: 0 }).end).toBe(
      START + 3_500_000_000n,
    );
  });

  it('counts what is in a box', () => {
    expect(grid.countIn({ fromColumn: 0, toColumn: 2, fromRow: 1, toRow: 2 })).toEqual({
      traces: 101,
      errors: 3,
    });
  });

  it('leads by arrow keys over empty places, straight ahead first', () => {
    const [a, b, c, d] = grid.cells;
    expect(grid.next(a, 1, 0)).toBe(d);
    expect(grid.next(b, 1, 0)).toBe(c);
    expect(grid.next(a, 0, 1)).toBe(b);
    expect(grid.next(c, 1, 0)).toBe(d);
    expect(grid.next(d, 1, 0)).toBe(d);
  });
});

describe('the scale of durations', () => {
  it('has powers of ten, or finer steps where there is at most one of them', () => {
    expect(durationTicks(500, 2_000_000)).toEqual([1e3, 1e4, 1e5, 1e6]);
    expect(durationTicks(2e6, 8e6)).toEqual([2e6, 3e6, 5e6, 7e6]);
    expect(durationTicks(0, 100)).toEqual([1, 10, 100]);
  });

  it('leaves out what would stand on its neighbour', () => {
    expect(spaced([1, 10, 100, 1000], (tick) => [0, 0.2, 2, 4][Math.log10(tick)], 1)).toEqual([
      10, 100, 1000,
    ]);
  });
});

describe('how strongly a cell is painted', () => {
  it('lets a single trace be seen beside a million', () => {
    expect(intensity(1, 1_000_000)).toBe(0.25);
    expect(intensity(1_000_000, 1_000_000)).toBe(1);
    expect(intensity(1, 1)).toBe(1);
    expect(intensity(1000, 1_000_000)).toBeCloseTo(0.625);
  });
});
