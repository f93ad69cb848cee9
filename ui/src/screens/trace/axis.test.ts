import { describe, expect, it } from 'vitest';
import { ticks } from './axis';

const at = (from: number, to: number, most: number) => ticks(from, to, most).map((t) => t.at);

describe('ticks of the time axis', () => {
  it('stand at round times within the window', () => {
    expect(at(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(at(13, 47, 4)).toEqual([20, 30, 40]);
    expect(at(1_234_567, 1_234_570, 10)).toEqual([1_234_567, 1_234_568, 1_234_569, 1_234_570]);
  });

  it('never stand closer than a nanosecond', () => {
    expect(at(5, 5.5, 10)).toEqual([5]);
  });

  it('follow the clock above five seconds', () => {
    expect(at(0, 100e9, 5)).toEqual([0, 30e9, 60e9, 90e9]);
    expect(at(0, 9 * 3600e9, 5)).toEqual([0, 2, 4, 6, 8].map((hours) => hours * 3600e9));
    expect(at(0, 30 * 86400e9, 5).slice(0, 3)).toEqual([0, 10 * 86400e9, 20 * 86400e9]);
  });

  it('are none for an empty window', () => {
    expect(at(5, 5, 10)).toEqual([]);
    expect(at(5, Number.NaN, 10)).toEqual([]);
  });
});
