import { expect, it } from 'vitest';
import { timeTicks } from './timeTicks';

const NOON = 1_674_993_600_000_000_000n; // 2023-01-29T12:00:00Z
const SECOND = 1_000_000_000n;
const labels = (start: bigint, end: bigint, most: number, zone = 'UTC') =>
  timeTicks(start, end, most, zone).map(({ label }) => label);

it('round times are named, the date with the first of a day', () => {
  expect(labels(NOON - 900n * SECOND, NOON + 1800n * SECOND, 4)).toEqual([
    '11:45\n2023-01-29',
    '12:00',
    '12:15',
    '12:30',
  ]);
});

it('they are round in the zone of choice', () => {
  expect(labels(NOON, NOON + 3n * 3600n * SECOND, 4, 'Asia/Kolkata')[0]).toBe('18:00\n2023-01-29');
});

it('days are named by their date', () => {
  expect(labels(NOON, NOON + 3n * 86_400n * SECOND, 4)).toEqual(['2023-01-30', '2023-01-31', '2023-02-01']);
});

it('there are never more than asked for, however wide or narrow the range', () => {
  for (let width = 1n; width < 4_000_000_000n * SECOND; width *= 7n) {
    expect(timeTicks(NOON, NOON + width, 6, 'UTC').length).toBeLessThanOrEqual(7);
  }
  expect(timeTicks(NOON, NOON, 6, 'UTC').length).toBeLessThanOrEqual(1);
});
