import { expect, test } from 'vitest';
import {
  formatCount,
  formatDuration,
  formatExactDuration,
  formatShare,
  formatShortCount,
  parseDuration,
} from './duration';

test.each([
  [0, '0 ns'],
  [1, '1 ns'],
  [999, '999 ns'],
  [999.6, '1 µs'],
  [1000, '1 µs'],
  [1234, '1.23 µs'],
  [12_345, '12.3 µs'],
  [123_456, '123 µs'],
  [999_499, '999 µs'],
  [999_600, '1 ms'],
  [100_000_000, '100 ms'],
  [1_500_000_000, '1.5 s'],
  [10_000_000_000, '10 s'],
  [59_990_000_000, '60 s'],
  [60_000_000_000, '1 m 00 s'],
  [125_000_000_000, '2 m 05 s'],
  [3_600_000_000_000, '1 h 00 m'],
  [90_000_000_000_000, '1 d 01 h'],
  [-1500, '−1.5 µs'],
])('%d ns reads as %s', (nanos, text) => {
  expect(formatDuration(nanos)).toBe(text);
});

test('a duration to the nanosecond loses nothing', () => {
  expect(formatExactDuration(1_234_567n)).toBe('1.234567 ms');
  expect(formatExactDuration(9_007_199_254_740_993n)).toBe('9\u2009007\u2009199.254740993 s');
  expect(formatExactDuration(-1_000n)).toBe('−1 µs');
  expect(formatExactDuration(7n)).toBe('7 ns');
});

test('counts are grouped, short counts are short', () => {
  expect(formatCount(1_234_567)).toBe('1\u2009234\u2009567');
  expect(formatCount(999)).toBe('999');
  expect([7, 999, 1000, 12_345, 999_600, 4_000_000].map(formatShortCount)).toEqual([
    '7',
    '999',
    '1k',
    '12.3k',
    '1M',
    '4M',
  ]);
});

test('a share that is small but there is not shown as none', () => {
  expect([0, 0.0001, 0.0123, 0.5, 0.9999, 1].map(formatShare)).toEqual([
    '0%',
    '<0.1%',
    '1.2%',
    '50%',
    '100%',
    '100%',
  ]);
});

test('durations are read as people and TraceQL write them', () => {
  expect(parseDuration('1.5s')).toBe(1_500_000_000n);
  expect(parseDuration('200 ms')).toBe(200_000_000n);
  expect(parseDuration('3µs')).toBe(3_000n);
  expect(parseDuration('1h30m')).toBe(5_400_000_000_000n);
  for (const wrong of ['', '5', 'ms', '1.s', '-1s', '1 fortnight']) {
    expect(parseDuration(wrong)).toBeUndefined();
  }
});
